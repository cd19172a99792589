import { currentT } from '../../shared/i18n';
import { api, type RoadRequest } from '../../shared/transport/api';
import { settle, useLive } from '../../shared/transport/live';
import { perform } from '../../shared/transport/perform';
import type { RelocationsView, RelocationView, RoadConditionView, TakeoverView } from '../../shared/transport/wire';
import { note, offerUndo } from '../../shared/ui/toasts';

/** Says for every console that somebody has seen an alarm of the server. */
export async function acknowledgeAtServer(alarmId: string): Promise<void> {
  const alarms = await perform(`alarm:${alarmId}`, () => api.acknowledgeAlarm(alarmId));
  if (alarms) settle({ alarms });
}

export const setRoadKey = 'road:new';

/** Closes or slows roads; for five seconds it can be taken back. */
export async function setRoad(body: RoadRequest): Promise<boolean> {
  const made = await perform(setRoadKey, () => api.setRoad(body));
  if (!made) return false;
  const t = currentT();
  offerUndo(t('road.done', { place: made.place ?? t('road.unnamed'), n: made.roads }), () => void liftRoad(made));
  return true;
}

export const liftKey = (id: string) => `road:${id}`;

export async function liftRoad(condition: RoadConditionView): Promise<void> {
  const roads = await perform(liftKey(condition.conditionId), () => api.liftRoad(condition.conditionId));
  if (!roads) return;
  settle({ roads });
  const t = currentT();
  note(t('road.lifted', { place: condition.place ?? t('road.unnamed') }));
}

export const moveKey = (id: string) => `move:${id}`;

/** Runs a command about moves and shows what it left; false when it was refused. */
async function performMove(id: string, command: () => Promise<RelocationsView>): Promise<boolean> {
  const relocations = await perform(moveKey(id), command);
  if (relocations) settle({ relocations });
  return relocations !== undefined;
}

/** Sends the unit; one that does not hear us has to be told by voice. */
export async function acceptMove(move: RelocationView): Promise<void> {
  if (!(await performMove(move.relocationId, () => api.acceptRelocation(move.relocationId)))) return;
  const hears = useLive.getState().units[move.ambulanceId]?.link.state === 'online';
  note(currentT()(hears ? 'moves.accepted' : 'moves.acceptedByVoice', { unit: move.ambulanceId, station: move.toName }));
}

export const dismissMove = (move: RelocationView, reason: string) =>
  performMove(move.relocationId, () => api.dismissRelocation(move.relocationId, reason));

export const withdrawMove = (ambulanceId: string, reason: string) =>
  performMove(ambulanceId, () => api.withdrawRelocation(ambulanceId, reason));

export async function acceptTakeover(takeover: TakeoverView, reason: string): Promise<void> {
  if (!(await performMove(takeover.takeoverId, () => api.acceptTakeover(takeover.takeoverId, reason)))) return;
  note(currentT()('takeovers.accepted', { free: takeover.free, underWay: takeover.underWay }));
}

export const dismissTakeover = (takeover: TakeoverView, reason: string) =>
  performMove(takeover.takeoverId, () => api.dismissTakeover(takeover.takeoverId, reason));
