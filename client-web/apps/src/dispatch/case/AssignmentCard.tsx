import { type Translate, useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { isOver, isRefused } from '../../shared/model/caseModel';
import { etaOf, heading } from '../../shared/model/eta';
import { needsReason, nextStep } from '../../shared/model/milestones';
import { useMay } from '../../shared/session/session';
import { formatDuration } from '../../shared/time/duration';
import { nowIso, useFactsNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { usePending } from '../../shared/transport/perform';
import type { AssignmentView, CaseView, Milestone } from '../../shared/transport/wire';
import { lookAt } from '../state/desk';
import { holdMilestone, milestoneKey, useHeldMilestone } from '../state/held';
import { Destination } from './Destination';
import { MilestoneMenu } from './MilestoneMenu';

interface AssignmentProps {
  case: CaseView;
  assignment: AssignmentView;
}

/** When the unit is there: the time to go and the time of day, or by how much it is late. */
function Eta({ assignment: a, milestone }: { assignment: AssignmentView; milestone: Milestone }) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  const unit = useLive((s) => s.units[a.ambulanceId]);
  if (heading(milestone) === 'none') return null;
  const toGo = etaOf(a, unit, milestone, now);
  if (toGo === undefined) return <span className="faint">{t('assign.etaUnknown')}</span>;
  if (toGo < 0) return <span className="mean-warning">{t('assign.etaPast', { late: formatDuration(toGo) })}</span>;
  return (
    <span className="eta">
      <b>{formatDuration(toGo)}</b> <span className="dim">{t('assign.eta', { time: format.shortTime(now + toGo * 1000) })}</span>
    </span>
  );
}

function NextStep({ case: c, assignment: a }: AssignmentProps) {
  const t = useT();
  const held = useHeldMilestone(a.assignmentId);
  const pending = usePending(milestoneKey(a.assignmentId));
  // A held milestone counts as reached: the desk may go on to the one after it.
  const next = nextStep(held ? { ...a, milestone: held } : a);
  if (!next || needsReason(a, next)) return null;
  const record = () => void holdMilestone(c, a.assignmentId, a.ambulanceId, { milestone: next, occurredAt: nowIso() });
  return (
    <button type="button" className="btn next-step" disabled={pending} onClick={record} data-testid={`milestone-${next}`}>
      {t(`milestone.${next}`)}
    </button>
  );
}

/** Whom the recommendation named, where another was sent. */
const insteadOf = (t: Translate, a: AssignmentView): string | undefined =>
  a.firstChoice && a.firstChoice !== a.ambulanceId ? t('advice.insteadOf', { unit: a.firstChoice }) : undefined;

function Since({ assignment: a }: { assignment: AssignmentView }) {
  const t = useT();
  const format = useFormat();
  const last = a.milestones.find((m) => m.milestone === a.milestone);
  if (!last) return null;
  return (
    <span className="dim" title={`${t(`source.${last.source}`)} · ${last.actor}`}>
      {format.time(last.occurredAt)}
    </span>
  );
}

/** One unit on the case: how far it is, what comes next, and where it takes the patient. */
export function AssignmentCard({ case: c, assignment: a }: AssignmentProps) {
  const t = useT();
  const format = useFormat();
  const mayDispatch = useMay('dispatch');
  const plate = useLive((s) => s.units[a.ambulanceId]?.plate);
  const at = useLive((s) => s.units[a.ambulanceId]?.position);
  const held = useHeldMilestone(a.assignmentId);
  const milestone = held ?? a.milestone;
  const over = isOver(a);
  const reason = a.milestones.find((m) => m.milestone === a.milestone)?.reason;
  return (
    <li className={`assignment ${over ? 'over' : ''}`} data-testid={`assignment-${a.ambulanceId}`}>
      <div className="line">
        <button type="button" className="unit-name" onClick={() => at && lookAt(at, 13)} disabled={!at}>
          <b>{a.ambulanceId}</b> <span className="dim">{plate}</span>
        </button>
        <span className={`step ${held || a.pending ? 'pending' : ''}`} data-testid="assignment-milestone">
          {a.pending ? t('assign.pending') : isRefused(a) ? t('assign.refused') : t(`milestone.${milestone}`)}
        </span>
        <Since assignment={a} />
      </div>
      {!over && (
        <div className="line">
          <Eta assignment={a} milestone={milestone} />
          <span className="spring" />
          {mayDispatch && <NextStep case={c} assignment={a} />}
          {mayDispatch && <MilestoneMenu case={c} assignment={a} />}
        </div>
      )}
      {!over && <Destination case={c} assignment={a} />}
      {over && reason && <p className="dim">{reason}</p>}
      {a.notBefore && a.milestone === 'Reserved' && (
        <p className="mean-info">{t('assign.notBefore', { time: format.dateTime(a.notBefore) })}</p>
      )}
      {a.overrideReason && (
        <p className="dim">{[t('assign.override', { reason: a.overrideReason }), insteadOf(t, a)].filter(Boolean).join(' · ')}</p>
      )}
    </li>
  );
}
