import { useEffect, useState } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { useMay } from '../session/session';
import { formatDuration, millis } from '../time/duration';
import { useFactsNow } from '../time/now';
import type { OrderState, OrderView } from '../transport/careWire';
import { useLive } from '../transport/live';
import { usePending } from '../transport/perform';
import { DangerMark, GoodMark, PlusIcon, WarningMark } from '../ui/icons';
import { usePreferences } from '../ui/preferences';
import { ReasonForm } from '../ui/ReasonForm';
import { cancelOrder, progressKey, progressOrder, seeEscalation } from './careCommands';
import { isEscalated, isOpenOrder } from './careModel';
import { Findings } from './Findings';
import { OrderForm, RulesNotice } from './OrderForm';
import { useRules } from './orderRules';
import { orderWords } from './orderWords';
import { useCareOf } from './useCare';
import './care.css';
import './Orders.css';

const path: readonly OrderState[] = ['ordered', 'delivered', 'read-back', 'done'];

/** How far an order has come, each step with its time; never a step that was not reached. */
function Life({ order }: { order: OrderView }) {
  const t = useT();
  const format = useFormat();
  const stepAt = (state: OrderState) => order.steps.find((step) => step.state === state);
  const ended = order.state === 'not-done' || order.state === 'cancelled' ? order.state : undefined;
  const states = ended ? [...path.filter((state) => stepAt(state)), ended] : path;
  return (
    <ol className="life">
      {states.map((state) => {
        const step = stepAt(state);
        return (
          <li key={state} className={step ? (state === order.state ? 'now' : 'past') : 'ahead'} data-state={state}>
            <span>{t(`orderState.${state}`)}</span>
            <time className="number">{step ? format.time(step.at) : '–'}</time>
          </li>
        );
      })}
    </ol>
  );
}

function Waiting({ order }: { order: OrderView }) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  const due = millis(order.dueAt);
  if (order.escalatedAt && isOpenOrder(order))
    return (
      <span className="mean-danger" data-testid="order-escalated">
        <DangerMark /> {t('order.escalated', { time: format.time(order.escalatedAt) })}
        {order.escalationSeenBy && ` · ${t('order.escalationSeen', { user: order.escalationSeenBy })}`}
      </span>
    );
  if (due === undefined || !isOpenOrder(order)) return null;
  if (now > due)
    return (
      <span className="mean-warning">
        <WarningMark size={14} /> {t('order.overdue', { time: formatDuration((now - due) / 1000) })}
      </span>
    );
  return <span className="faint">{t('order.due', { time: format.time(due) })}</span>;
}

/** A clinic carries out what no vehicle has: shown counts as delivered, then read back, then done, or not with a reason. */
function CarryOut({ caseId, order, words }: { caseId: string; order: OrderView; words: string }) {
  const t = useT();
  const [refusing, setRefusing] = useState(false);
  const pending = usePending(progressKey(order.orderId));
  const { orderId, state } = order;
  useEffect(() => {
    if (state === 'ordered') void progressOrder(caseId, orderId, 'delivered');
  }, [caseId, orderId, state]);
  if (refusing)
    return (
      <ReasonForm
        label={t('order.notDoneReason')}
        submit={t('orderState.not-done')}
        danger
        onCancel={() => setRefusing(false)}
        onSubmit={(reason) => {
          setRefusing(false);
          void progressOrder(caseId, orderId, 'not-done', reason);
        }}
      />
    );
  const next = state === 'read-back' ? 'done' : 'read-back';
  return (
    <div className="buttons">
      <span className="spring" />
      <button type="button" className="btn" disabled={pending} onClick={() => setRefusing(true)} data-testid="order-not-done">
        {t('orderState.not-done')}
      </button>
      <button
        type="button"
        className="btn primary"
        disabled={pending}
        onClick={() => void progressOrder(caseId, orderId, next, next === 'read-back' ? words : undefined)}
        data-testid={`order-${next}`}
      >
        {next === 'done' ? t('orderState.done') : t('order.readBack', { order: words })}
      </button>
    </div>
  );
}

function Order({ caseId, order }: { caseId: string; order: OrderView }) {
  const t = useT();
  const rules = useRules();
  const language = usePreferences((p) => p.language);
  const hospitals = useLive((s) => s.hospitals);
  const mayOrder = useMay('order');
  const mayDispatch = useMay('dispatch');
  const mayCarryOut = useMay('clinic') && !order.assignmentId && isOpenOrder(order);
  const [cancelling, setCancelling] = useState(false);
  const seeing = usePending(`escalation:${order.orderId}`);
  const last = order.steps[order.steps.length - 1];
  const words = orderWords(t, order.body, { rules, language, hospital: (id) => hospitals[id]?.name });
  return (
    <li
      className={`order ${isOpenOrder(order) ? 'open' : 'settled'} ${isEscalated(order) ? 'escalated' : ''}`}
      data-testid={`order-${order.orderId}`}
      data-state={order.state}
    >
      <p className="what">
        {order.state === 'done' && (
          <span className="mean-good">
            <GoodMark />
          </span>
        )}
        {order.state === 'not-done' && (
          <span className="mean-danger">
            <DangerMark />
          </span>
        )}
        <b>{words}</b>
        {!order.steps.some((step) => step.state === 'ordered') && <span className="tag">{t('order.standing')}</span>}
        <span className="faint">{order.steps[0]?.actor}</span>
      </p>
      <Life order={order} />
      {last?.text && <p className="dim">{last.text}</p>}
      {order.overrideReason && (
        <p className="mean-warning">
          <WarningMark size={14} /> {t('order.overridden', { reason: order.overrideReason })}
        </p>
      )}
      {order.findings.length > 0 && (
        <details>
          <summary className="dim">
            {t('order.findings')} <span className="number">{order.findings.length}</span>
          </summary>
          <Findings findings={order.findings} />
        </details>
      )}
      <div className="buttons">
        <Waiting order={order} />
        <span className="spring" />
        {isEscalated(order) && (mayOrder || mayDispatch) && (
          <button
            type="button"
            className="btn small danger"
            disabled={seeing}
            onClick={() => void seeEscalation(caseId, order.orderId)}
            data-testid="escalation-ack"
          >
            {t('order.escalationAck')}
          </button>
        )}
        {isOpenOrder(order) && mayOrder && !cancelling && (
          <button type="button" className="btn bare small" onClick={() => setCancelling(true)} data-testid="order-cancel">
            {t('order.cancel')}
          </button>
        )}
      </div>
      {mayCarryOut && <CarryOut caseId={caseId} order={order} words={words} />}
      {cancelling && (
        <ReasonForm
          label={t('order.cancelReason')}
          submit={t('order.cancel')}
          danger
          onCancel={() => setCancelling(false)}
          onSubmit={(reason) => {
            setCancelling(false);
            void cancelOrder(caseId, order.orderId, reason);
          }}
        />
      )}
    </li>
  );
}

const urgency = (order: OrderView) => (isEscalated(order) ? 0 : isOpenOrder(order) ? 1 : 2);

/** The orders of a case: those without an answer first, then what is under way, then what is over; newest on top. */
export function Orders({ caseId, patientId }: { caseId: string; patientId: string | undefined }) {
  const t = useT();
  const care = useCareOf(caseId);
  const mayOrder = useMay('order');
  const [writing, setWriting] = useState(false);
  const orders = [...(care?.orders ?? [])].reverse().sort((a, b) => urgency(a) - urgency(b));
  return (
    <section className="care-section orders" aria-label={t('order.title')}>
      <header>
        <h3>{t('order.title')}</h3>
        {mayOrder && patientId && !writing && (
          <button type="button" className="btn small primary" onClick={() => setWriting(true)} data-testid="order-new">
            <PlusIcon /> {t('order.new')}
          </button>
        )}
      </header>
      {writing && patientId && <OrderForm caseId={caseId} patientId={patientId} onDone={() => setWriting(false)} />}
      {orders.length === 0 && !writing && <p className="dim">{t('order.none')}</p>}
      <ul>
        {orders.map((order) => (
          <Order key={order.orderId} caseId={caseId} order={order} />
        ))}
      </ul>
      {!writing && mayOrder && <RulesNotice />}
    </section>
  );
}
