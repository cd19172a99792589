import { currentT } from '../../shared/i18n';
import { api, type RoadRequest } from '../../shared/transport/api';
import { settle } from '../../shared/transport/live';
import { perform } from '../../shared/transport/perform';
import type { RelocationView, RoadConditionView } from '../../shared/transport/wire';
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

export async function acceptMove(move: RelocationView): Promise<void> {
  const relocations = await perform(moveKey(move.relocationId), () => api.acceptRelocation(move.relocationId));
  if (!relocations) return;
  settle({ relocations });
  note(currentT()('moves.accepted', { unit: move.ambulanceId, station: move.toName }));
}

export async function dismissMove(move: RelocationView, reason: string): Promise<void> {
  const relocations = await perform(moveKey(move.relocationId), () => api.dismissRelocation(move.relocationId, reason));
  if (relocations) settle({ relocations });
}
