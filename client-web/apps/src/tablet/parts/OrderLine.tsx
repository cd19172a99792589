import { useT } from '../../shared/i18n';
import type { OrderBody } from '../../shared/transport/careWire';
import { itemsOf } from '../state/orderText';

/** What an order asks for, its figures large. */
export function OrderLine({ body }: { body: OrderBody }) {
  const t = useT();
  return (
    <span className="order-line">
      {body.kind !== 'drug' && <span>{t(`tablet.orderKind.${body.kind}`)}</span>}
      {itemsOf(t, body).map((item) => (
        <b key={item.name}>{item.text}</b>
      ))}
      {body.text && body.kind !== 'procedure' && <span>{body.text}</span>}
      {body.text && body.kind === 'procedure' && body.procedure && <span>{body.text}</span>}
    </span>
  );
}
