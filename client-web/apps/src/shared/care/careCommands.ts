import { currentT } from '../i18n';
import { nowIso } from '../time/now';
import { careApi, type GuidanceRequest } from '../transport/careApi';
import type { ChannelEvent, ChannelKind, EcgStatement, OrderBody, OrderState } from '../transport/careWire';
import { settle } from '../transport/live';
import { perform } from '../transport/perform';
import type { Problem } from '../transport/problem';
import { note } from '../ui/toasts';

// The answer to a command names its own part of the record only; the whole record comes as a fact a moment later.

export const guideKey = (caseId: string) => `guide:${caseId}`;
export const guide = (caseId: string, body: GuidanceRequest) => perform(guideKey(caseId), () => careApi.guide(caseId, body));

export const orderKey = (caseId: string) => `order:${caseId}`;

/** Gives an order. A refusal for its safety goes to whoever asks for it, not to the foot of the screen. */
export function giveOrder(
  caseId: string,
  patientId: string,
  body: OrderBody,
  overrideReason: string | undefined,
  unsafe: (problem: Problem) => void,
) {
  return perform(
    orderKey(caseId),
    () => careApi.order(caseId, patientId, body, overrideReason),
    (problem) => {
      if (problem.code !== 'order-unsafe') return false;
      unsafe(problem);
      return true;
    },
  );
}

export const cancelOrder = (caseId: string, orderId: string, reason: string) =>
  perform(`cancel:${orderId}`, () => careApi.cancelOrder(caseId, orderId, reason));

export const progressKey = (orderId: string) => `progress:${orderId}`;
export const progressOrder = (caseId: string, orderId: string, state: OrderState, text?: string) =>
  perform(progressKey(orderId), () =>
    careApi.progressOrder(caseId, orderId, { state, occurredAt: nowIso(), ...(text ? { text } : {}) }),
  );

export const seeEscalation = (caseId: string, orderId: string) =>
  perform(`escalation:${orderId}`, () => careApi.acknowledgeEscalation(caseId, orderId));

export const seeAlarm = (caseId: string, alarmId: string) =>
  perform(`alarm:${alarmId}`, () => careApi.acknowledgeAlarm(caseId, alarmId));

export const readingKey = (ecgId: string) => `reading:${ecgId}`;
export const readEcg = (caseId: string, ecgId: string, statement: EcgStatement, text: string) =>
  perform(readingKey(ecgId), () => careApi.readEcg(caseId, ecgId, statement, text.trim() || undefined));

export const channelKey = (caseId: string) => `channel:${caseId}`;

export async function openChannel(caseId: string, kind: ChannelKind, patientId?: string, hospitalId?: string): Promise<void> {
  const opened = await perform(channelKey(caseId), () =>
    careApi.openChannel(caseId, { kind, ...(patientId ? { patientId } : {}), ...(hospitalId ? { hospitalId } : {}) }),
  );
  if (opened) note(currentT()('channel.opened', { channel: currentT()(`channel.${kind}`) }));
}

export const recordEvent = (
  caseId: string,
  channelId: string,
  event: ChannelEvent,
  more: { occurredAt?: string; hospitalId?: string; reason?: string } = {},
) =>
  perform(`event:${channelId}:${event}`, () => careApi.channelEvent(caseId, channelId, { event, occurredAt: nowIso(), ...more }));

export const closeChannel = (caseId: string, channelId: string, reason: string) =>
  perform(`close:${channelId}`, () => careApi.closeChannel(caseId, channelId, reason));

export async function invite(caseId: string, user: string): Promise<void> {
  const care = await perform(`invite:${caseId}:${user}`, () => careApi.invite(caseId, user));
  if (!care) return;
  settle({ care });
  note(currentT()('people.invited', { user }));
}

export async function takePart(caseId: string, state: 'joined' | 'left'): Promise<void> {
  const care = await perform(`take-part:${caseId}`, () => careApi.takePart(caseId, state));
  if (care) settle({ care });
}
