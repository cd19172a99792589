import { selectCase, showOverlay, useDesk } from '../state/desk';
import { unacknowledged, useAlarms } from './alarmStore';

/** Goes to the case of the next alarm that nobody has acknowledged here; shows the alarms when none has a case. */
export function nextAlarm(): void {
  const waiting = unacknowledged(useAlarms.getState()).filter((a) => a.caseId);
  if (waiting.length === 0) return showOverlay('alarms');
  const at = waiting.findIndex((a) => a.caseId === useDesk.getState().caseId);
  showOverlay(undefined);
  selectCase(waiting[(at + 1) % waiting.length]?.caseId);
}
