import { type FormEvent, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { millis } from '../../shared/time/duration';
import { useFactsNow } from '../../shared/time/now';
import type { CrewCare, GuidanceView, OrderView } from '../../shared/transport/careWire';
import { GoodMark, WarningMark } from '../../shared/ui/icons';
import { newId, say, usePendingKey } from '../state/commands';
import { isWaiting } from '../state/model';
import type { AssignmentOrder, TabletState } from '../wire';
import { OrderLine } from './OrderLine';
import { OwnDrug } from './OwnDrug';
import { NotDone, ReadBack } from './ReadBack';

interface CardProps {
  state: TabletState;
  assignment: AssignmentOrder;
}

function Waiting({ state, about }: { state: TabletState; about: string }) {
  const t = useT();
  return isWaiting(state.reports, about) ? <span className="tag mean-warning">{t('tablet.state.waiting')}</span> : null;
}

function OrderCard({ order, state, assignment }: CardProps & { order: OrderView }) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  const [asked, setAsked] = useState<'readBack' | 'notDone'>();
  const pending = usePendingKey(`order:${order.orderId}`);
  const { orderId } = order;
  const due = millis(order.dueAt);
  const open = order.state === 'ordered' || order.state === 'delivered' || order.state === 'read-back';
  const done = () => void say(assignment, `order:${orderId}`, { act: 'order-progress', orderId, state: 'done' });
  return (
    <li className={`card order state-${order.state}`} data-testid={`order-${orderId}`} data-state={order.state}>
      <p className="head">
        <b>{t(`tablet.order.state.${order.state}`)}</b>
        <Waiting state={state} about={orderId} />
        {open && due !== undefined && due >= now && (
          <span className="dim">{t('tablet.order.due', { time: format.shortTime(due) })}</span>
        )}
        {open && due !== undefined && due < now && (
          <span className="mean-danger">
            <WarningMark /> {t('tablet.order.overdue')}
          </span>
        )}
      </p>
      <OrderLine body={order.body} />
      <ol className="steps">
        {order.steps.map((step) => (
          <li key={step.state + step.at}>
            <time>{format.time(step.at)}</time> {t(`tablet.order.state.${step.state}`)}{' '}
            <span className="dim">{step.state === 'ordered' ? step.actor : step.text}</span>
          </li>
        ))}
      </ol>
      {(order.state === 'ordered' || order.state === 'delivered') && (
        <button type="button" className="btn primary big" onClick={() => setAsked('readBack')}>
          {t('tablet.order.readBack')}
        </button>
      )}
      {order.state === 'read-back' && asked !== 'notDone' && (
        <div className="row">
          <button
            type="button"
            className="btn danger big"
            onClick={() => setAsked('notDone')}
            data-testid={`order-not-done-${orderId}`}
          >
            {t('tablet.order.notDone')}
          </button>
          <button
            type="button"
            className="btn primary big grow"
            disabled={pending}
            onClick={done}
            data-testid={`order-done-${orderId}`}
          >
            {t('tablet.order.done')}
          </button>
        </div>
      )}
      {asked === 'notDone' && (
        <NotDone order={order} assignment={assignment} onClose={() => setAsked(undefined)} onBack={() => setAsked(undefined)} />
      )}
      {asked === 'readBack' && <ReadBack order={order} assignment={assignment} onClose={() => setAsked(undefined)} />}
    </li>
  );
}

function GuidanceCard({ item, state, assignment }: CardProps & { item: GuidanceView }) {
  const t = useT();
  const format = useFormat();
  const { guidanceId, mark } = item;
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return (
    <li className={`card guidance ${item.fromCrew ? 'ours' : ''}`} data-testid={`guidance-${guidanceId}`}>
      <p className="head dim">
        {t('tablet.guidance.from', { author: item.fromCrew ? t('tablet.guidance.us') : item.author, time: format.time(item.at) })}
        <Waiting state={state} about={guidanceId} />
      </p>
      <p className="said">{item.text}</p>
      {mark && (
        <p className="mean-info">
          {t('tablet.guidance.mark', {
            from: seconds(mark.fromMs),
            to: seconds(mark.toMs),
            leads: mark.leads.join(' ') || t('tablet.guidance.allLeads'),
          })}
        </p>
      )}
      {item.checklist.length > 0 && (
        <ul className="checklist">
          {item.checklist.map((line, i) => (
            <li key={line.text}>
              <button
                type="button"
                className="btn item"
                aria-pressed={Boolean(line.tickedAt)}
                disabled={Boolean(line.tickedAt)}
                onClick={() => void say(assignment, `tick:${guidanceId}:${i}`, { act: 'checklist-ticked', guidanceId, item: i })}
                data-testid={`tick-${guidanceId}-${i}`}
              >
                <span className={line.tickedAt ? 'mean-good' : 'faint'}>
                  {line.tickedAt ? <GoodMark size={26} /> : <span className="box" />}
                </span>
                <b>{line.text}</b>
                {line.tickedAt && <time className="dim">{format.time(line.tickedAt)}</time>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Say({ assignment }: { assignment: AssignmentOrder }) {
  const t = useT();
  const [text, setText] = useState('');
  const pending = usePendingKey('said');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said && (await say(assignment, 'said', { act: 'crew-said', guidanceId: newId('m'), text: said }))) setText('');
  };
  return (
    <form className="row say" onSubmit={send}>
      <input
        className="input grow"
        aria-label={t('tablet.guidance.say')}
        placeholder={t('tablet.guidance.sayHint')}
        value={text}
        maxLength={1000}
        onChange={(event) => setText(event.target.value)}
        data-testid="say-text"
      />
      <button type="submit" className="btn primary" disabled={pending || text.trim() === ''} data-testid="say-send">
        {t('tablet.guidance.send')}
      </button>
    </form>
  );
}

interface OrdersTabProps {
  state: TabletState;
  order: AssignmentOrder;
  care: CrewCare | undefined;
}

/** Orders with what became of them, guidance and checklists, newest first; and what the crew says and gives by itself. */
export function OrdersTab({ state, order, care }: OrdersTabProps) {
  const t = useT();
  const [own, setOwn] = useState(false);
  const at = (entry: { at: number }) => -entry.at;
  const entries = [
    ...(care?.orders ?? []).map((o) => ({
      at: millis(o.steps[0]?.at) ?? 0,
      node: <OrderCard key={o.orderId} order={o} state={state} assignment={order} />,
    })),
    ...(care?.guidance ?? []).map((g) => ({
      at: millis(g.at) ?? 0,
      node: <GuidanceCard key={g.guidanceId} item={g} state={state} assignment={order} />,
    })),
  ].sort((a, b) => at(a) - at(b));
  return (
    <div className="stack">
      <Say assignment={order} />
      <button type="button" className="btn" aria-expanded={own} onClick={() => setOwn(!own)} data-testid="own-drug">
        {t('tablet.order.given')}
      </button>
      {own && <OwnDrug assignment={order} onDone={() => setOwn(false)} />}
      {entries.length === 0 && <p className="dim">{t('tablet.order.none')}</p>}
      <ul className="stack" data-testid="orders">
        {entries.map((entry) => entry.node)}
      </ul>
    </div>
  );
}
