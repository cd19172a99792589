import type { Translate } from '../../shared/i18n';
import type { OrderBody } from '../../shared/transport/careWire';

/** One item of an order that is read back by itself. */
export interface OrderItem {
  readonly name: 'what' | 'dose' | 'route' | 'rate';
  readonly text: string;
}

/** What an order asks for, in words, without its figures. */
export function whatOf(t: Translate, body: OrderBody): string {
  switch (body.kind) {
    case 'drug':
      return t.code('tablet.drug', body.drugCode ?? '') ?? body.drugCode ?? t('common.unknown');
    case 'procedure':
      return body.procedure ? (t.code('tablet.procedure', body.procedure) ?? body.procedure) : (body.text ?? t('common.unknown'));
    default:
      return body.hospitalId ?? t('common.unknown');
  }
}

/** A figure exactly as the physician wrote it: no rounding, no thousands marks that could be read as a decimal point. */
export const figure = (value: number, unit: string | null | undefined) => `${value}${unit ? ` ${unit}` : ''}`;

/** The items that a crew reads back one by one. */
export function itemsOf(t: Translate, body: OrderBody): OrderItem[] {
  const items: OrderItem[] = [{ name: 'what', text: whatOf(t, body) }];
  if (typeof body.dose === 'number') items.push({ name: 'dose', text: figure(body.dose, body.doseUnit) });
  if (body.route) items.push({ name: 'route', text: t.code('tablet.routeName', body.route) ?? body.route });
  if (typeof body.rate === 'number') items.push({ name: 'rate', text: figure(body.rate, body.rateUnit) });
  return items;
}

/** The words that go into the record as read back. */
export const readBackText = (t: Translate, body: OrderBody) =>
  itemsOf(t, body)
    .map((item) => item.text)
    .join(' ');
