import { useState } from 'react';
import { useT } from '../../shared/i18n';
import type { OrderView } from '../../shared/transport/careWire';
import { Dialog } from '../../shared/ui/Dialog';
import { GoodMark } from '../../shared/ui/icons';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { say, usePendingKey } from '../state/commands';
import { itemsOf, readBackText } from '../state/orderText';
import type { AssignmentOrder } from '../wire';

interface ReadBackProps {
  order: OrderView;
  assignment: AssignmentOrder;
  onClose: () => void;
}

/** The crew repeats an order: each item is said, checked and tapped; only then can it be carried out. */
export function ReadBack({ order, assignment, onClose }: ReadBackProps) {
  const t = useT();
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [refusing, setRefusing] = useState(false);
  const pending = usePendingKey(`order:${order.orderId}`);
  const items = itemsOf(t, order.body);
  const { orderId } = order;
  const confirm = async () => {
    const text = readBackText(t, order.body);
    if (await say(assignment, `order:${orderId}`, { act: 'order-progress', orderId, state: 'read-back', text })) onClose();
  };
  return (
    <Dialog title={t('tablet.order.readBack')} onClose={onClose} className="read-back">
      {refusing ? (
        <NotDone order={order} assignment={assignment} onClose={onClose} onBack={() => setRefusing(false)} />
      ) : (
        <div className="sheet">
          <p>{t('tablet.order.readBackHint')}</p>
          <ul className="items">
            {items.map((item) => {
              const on = checked.has(item.name);
              return (
                <li key={item.name}>
                  <button
                    type="button"
                    className="btn item"
                    aria-pressed={on}
                    onClick={() =>
                      setChecked(new Set(on ? [...checked].filter((n) => n !== item.name) : [...checked, item.name]))
                    }
                    data-testid={`check-${item.name}`}
                  >
                    <span className="dim">{t(`tablet.order.${item.name}`)}</span>
                    <b>{item.text}</b>
                    <span className={on ? 'mean-good' : 'faint'}>
                      <GoodMark size={26} /> {on ? t('tablet.order.right') : ''}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
          {order.body.text && <p className="said">{order.body.text}</p>}
          <div className="row">
            <button type="button" className="btn danger big" onClick={() => setRefusing(true)} data-testid="order-not-done">
              {t('tablet.order.notDone')}
            </button>
            <button
              type="button"
              className="btn primary big grow"
              disabled={checked.size < items.length || pending}
              onClick={() => void confirm()}
              data-testid="read-back-confirm"
            >
              {t('tablet.order.confirm')}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Why an order is not carried out. */
export function NotDone({ order, assignment, onClose, onBack }: ReadBackProps & { onBack: () => void }) {
  const t = useT();
  const { orderId } = order;
  return (
    <ReasonForm
      label={t('tablet.order.notDoneReason')}
      submit={t('tablet.order.notDone')}
      danger
      presets={[
        t('tablet.reason.allergy'),
        t('tablet.reason.noStock'),
        t('tablet.reason.noAccess'),
        t('tablet.reason.changed'),
        t('tablet.reason.refused'),
      ]}
      onSubmit={async (text) => {
        if (await say(assignment, `order:${orderId}`, { act: 'order-progress', orderId, state: 'not-done', text })) onClose();
      }}
      onCancel={onBack}
    />
  );
}
