import { useEffect, useRef, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import type { CrewCare, GuidanceView, OrderView, VitalAlarmView } from '../../shared/transport/careWire';
import { Problem } from '../../shared/transport/problem';
import { beep } from '../../shared/ui/beep';
import { DangerMark, InfoMark, WarningMark } from '../../shared/ui/icons';
import { usePreferences } from '../../shared/ui/preferences';
import { problemText } from '../../shared/ui/toasts';
import { formatVital } from '../../shared/vitals/vitalsModel';
import { answerProposal, say, usePendingKey } from '../state/commands';
import { openAlarms, refusedReports, unread } from '../state/model';
import { useVisible } from '../state/useShown';
import type { AssignmentOrder, TabletAssignment, TabletProposal, TabletReport, TabletState } from '../wire';
import { OrderLine } from './OrderLine';
import { ReadBack } from './ReadBack';
import type { TabName } from './Tabs';
import './Attention.css';

/** The most bands of one kind across the screen; the rest stand in their tab. */
const most = 3;

/** Sounds once for each thing that is new; what was there when the page opened is new too. */
function useArrivalSound(ids: readonly string[], level: 'danger' | 'warning') {
  const heard = useRef(new Set<string>());
  const key = ids.join(' ');
  useEffect(() => {
    const fresh = key.split(' ').filter((id) => id && !heard.current.has(id));
    for (const id of fresh) heard.current.add(id);
    if (fresh.length > 0 && !usePreferences.getState().muted) beep(level);
  }, [key, level]);
}

/** An order across the screen. It counts as delivered once it stands here on a page that somebody can see. */
function OrderBand({ order, assignment }: { order: OrderView; assignment: AssignmentOrder }) {
  const t = useT();
  const [reading, setReading] = useState(false);
  const visible = useVisible();
  const shown = visible && order.state === 'ordered';
  useEffect(() => {
    if (shown)
      void say(assignment, `shown:${order.orderId}`, { act: 'order-progress', orderId: order.orderId, state: 'delivered' });
  }, [shown, order.orderId, assignment]);
  return (
    <div className="band danger" role="alert" data-testid={`order-band-${order.orderId}`}>
      <DangerMark size={28} />
      <div className="words">
        <span>{t('tablet.order.new')}</span>
        <OrderLine body={order.body} />
        {order.overrideReason && (
          <span className="mean-warning">
            <WarningMark /> {t('tablet.order.overridden', { reason: order.overrideReason })}
          </span>
        )}
      </div>
      <button
        type="button"
        className="btn primary big"
        onClick={() => setReading(true)}
        data-testid={`read-back-${order.orderId}`}
      >
        {t('tablet.order.readBack')}
      </button>
      {reading && <ReadBack order={order} assignment={assignment} onClose={() => setReading(false)} />}
    </div>
  );
}

function GuidanceBand({ item, assignment, onShow }: { item: GuidanceView; assignment: AssignmentOrder; onShow: () => void }) {
  const t = useT();
  const format = useFormat();
  const visible = useVisible();
  const shown = visible && !item.deliveredAt;
  const { guidanceId } = item;
  useEffect(() => {
    if (shown) void say(assignment, `shown:${guidanceId}`, { act: 'guidance-seen', guidanceId, read: false });
  }, [shown, guidanceId, assignment]);
  const read = () => {
    void say(assignment, `read:${guidanceId}`, { act: 'guidance-seen', guidanceId, read: true });
    if (item.checklist.length > 0 || item.mark) onShow();
  };
  return (
    <div className="band info" role="alert" data-testid={`guidance-band-${guidanceId}`}>
      <InfoMark size={28} />
      <div className="words">
        <span>
          {`${t('tablet.guidance.new')} · ${t('tablet.guidance.from', { author: item.author, time: format.time(item.at) })}`}
        </span>
        <b className="said">{item.text}</b>
        {item.checklist.length > 0 && <span>{t('tablet.guidance.checklist', { done: 0, all: item.checklist.length })}</span>}
      </div>
      <button type="button" className="btn primary big" onClick={read} data-testid={`guidance-read-${guidanceId}`}>
        {t('tablet.guidance.read')}
      </button>
    </div>
  );
}

function AlarmBand({ alarm, assignment }: { alarm: VitalAlarmView; assignment: AssignmentOrder }) {
  const t = useT();
  const vital = t(`vital.${alarm.kind}`);
  const text =
    alarm.level === 'technical' || alarm.kind === 'monitor'
      ? t('tablet.alarm.technical', { vital })
      : t('tablet.alarm', {
          vital,
          value: typeof alarm.value === 'number' ? formatVital(alarm.kind, alarm.value) : '–',
          direction: t(alarm.direction === 'low' ? 'tablet.alarm.low' : 'tablet.alarm.high'),
        });
  const level = alarm.level === 'danger' ? 'danger' : 'warning';
  return (
    <div className={`band ${level} slim`} role="alert" data-testid={`alarm-band-${alarm.alarmId}`}>
      {level === 'danger' ? <DangerMark size={28} /> : <WarningMark size={28} />}
      <div className="words">
        <b className="said">{text}</b>
        {alarm.escalation > 0 && <span>{t('tablet.alarm.escalated', { n: alarm.escalation })}</span>}
      </div>
      <button
        type="button"
        className="btn big"
        onClick={() => void say(assignment, `alarm:${alarm.alarmId}`, { act: 'alarm-seen', alarmId: alarm.alarmId })}
        data-testid={`alarm-seen-${alarm.alarmId}`}
      >
        {t('tablet.hide')}
      </button>
    </div>
  );
}

function ProposalBand({ proposal }: { proposal: TabletProposal }) {
  const t = useT();
  const format = useFormat();
  const pending = usePendingKey(`proposal:${proposal.proposalId}`);
  const answer = (how: 'confirm' | 'dismiss') => () => void answerProposal(proposal.proposalId, how);
  return (
    <div className="band warning slim" role="alert" data-testid={`proposal-${proposal.milestone}`}>
      <WarningMark size={28} />
      <b className="words said">
        {t('tablet.proposal', { time: format.time(proposal.at), milestone: t(`milestone.${proposal.milestone}`) })}
      </b>
      <button type="button" className="btn big" disabled={pending} onClick={answer('dismiss')} data-testid="proposal-dismiss">
        {t('tablet.proposal.no')}
      </button>
      <button
        type="button"
        className="btn primary big"
        disabled={pending}
        onClick={answer('confirm')}
        data-testid="proposal-confirm"
      >
        {t('tablet.proposal.yes')}
      </button>
    </div>
  );
}

function WithdrawnBand({ order, onHide }: { order: AssignmentOrder; onHide: () => void }) {
  const t = useT();
  return (
    <div className="band danger" role="alert" data-testid="withdrawn-band">
      <DangerMark size={28} />
      <b className="words said">{`${t('tablet.case.withdrawn')} · ${order.number} ${order.complaint}`}</b>
      <button type="button" className="btn big" onClick={onHide} data-testid="withdrawn-hide">
        {t('tablet.hide')}
      </button>
    </div>
  );
}

function RefusedBand({ report, onHide }: { report: TabletReport; onHide: () => void }) {
  const t = useT();
  const reason = report.refusal ? problemText(new Problem(report.refusal.code, 422, report.refusal.detail)) : '';
  return (
    <div className="band warning slim" role="alert" data-testid={`refused-${report.reportId}`}>
      <WarningMark size={28} />
      <b className="words said">
        {t('tablet.refusedAct', { kind: t.code('tablet.actKind', report.kind) ?? report.kind, reason })}
      </b>
      <button type="button" className="btn big" onClick={onHide}>
        {t('tablet.hide')}
      </button>
    </div>
  );
}

/** Bands that come or go move the others: a tap that was meant for one must not land on its neighbour, milliseconds. */
const settleMs = 500;

/** True for a moment after the bands have changed. */
function useSettling(key: string): boolean {
  const [settled, setSettled] = useState(key);
  useEffect(() => {
    if (settled === key) return;
    const timer = setTimeout(() => setSettled(key), settleMs);
    return () => clearTimeout(timer);
  }, [settled, key]);
  return settled !== key;
}

interface AttentionProps {
  state: TabletState;
  assignment: TabletAssignment | undefined;
  care: CrewCare | undefined;
  onShow: (tab: TabName) => void;
}

/** Whatever asks for an answer, across the whole screen: orders first. */
export function Attention({ state, assignment, care, onShow }: AttentionProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  // What was ordered for an assignment that is gone is not to be done any more.
  const live = assignment?.standing === 'active' || assignment?.standing === 'waiting' ? care : undefined;
  const { orders, guidance } = unread(live);
  const alarms = openAlarms(live);
  const hide = (id: string) => setHidden(new Set([...hidden, id]));
  const withdrawn = state.assignments.filter((a) => a.standing === 'withdrawn' && !hidden.has(a.order.assignmentId));
  const refused = refusedReports(state).filter((report) => !hidden.has(report.reportId));
  useArrivalSound(
    [...orders.map((o) => o.orderId), ...alarms.filter((a) => a.level === 'danger').map((a) => a.alarmId)],
    'danger',
  );
  useArrivalSound(
    [
      ...guidance.map((g) => g.guidanceId),
      ...state.proposals.map((p) => p.proposalId),
      ...state.assignments
        .filter((a) => a.standing === 'active' || a.standing === 'withdrawn')
        .map((a) => a.order.assignmentId + a.standing),
    ],
    'warning',
  );
  const order = assignment?.order;
  const settling = useSettling(
    [
      ...withdrawn.map((a) => a.order.assignmentId),
      ...orders.map((o) => o.orderId),
      ...alarms.map((a) => a.alarmId),
      ...guidance.map((g) => g.guidanceId),
      ...state.proposals.map((p) => p.proposalId),
      ...refused.map((r) => r.reportId),
    ].join(' '),
  );
  return (
    <div className={`attention ${settling ? 'settling' : ''}`}>
      {withdrawn.map((a) => (
        <WithdrawnBand key={a.order.assignmentId} order={a.order} onHide={() => hide(a.order.assignmentId)} />
      ))}
      {order && orders.slice(0, most).map((o) => <OrderBand key={o.orderId} order={o} assignment={order} />)}
      {order && alarms.slice(0, most).map((a) => <AlarmBand key={a.alarmId} alarm={a} assignment={order} />)}
      {state.proposals.slice(0, most).map((p) => (
        <ProposalBand key={p.proposalId} proposal={p} />
      ))}
      {refused.slice(0, most).map((r) => (
        <RefusedBand key={r.reportId} report={r} onHide={() => hide(r.reportId)} />
      ))}
      {order &&
        guidance
          .slice(0, most)
          .map((g) => (
            <GuidanceBand key={g.guidanceId} item={g} assignment={order} onShow={() => onShow(g.mark ? 'ecg' : 'orders')} />
          ))}
    </div>
  );
}
