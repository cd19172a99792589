import { currentT } from '../../shared/i18n';
import { nowIso } from '../../shared/time/now';
import { type AssignRequest, api, type CaseChange, type NewCase } from '../../shared/transport/api';
import { settle } from '../../shared/transport/live';
import { perform } from '../../shared/transport/perform';
import type { AssignmentView, CaseView, LonLat, Priority, UnitDuty, UnitView } from '../../shared/transport/wire';
import { note, offerUndo } from '../../shared/ui/toasts';
import { ownCase } from '../alarms/alarmStore';

export const dispatchKey = (caseId: string) => `dispatch:${caseId}`;

/** Opens a case. Problems go to the form, which shows them at their fields. */
export async function openCase(body: NewCase): Promise<CaseView> {
  const opened = await api.openCase(body);
  ownCase(opened.caseId);
  settle({ case: opened });
  note(currentT()('form.created', { number: opened.number }));
  return opened;
}

/**
 * Sends a unit; for five seconds it can be called back. Whether it was sent; undefined when it was refused with the code that the
 * caller asks after.
 */
export async function dispatchUnit(c: CaseView, body: AssignRequest, askedAfter?: string): Promise<boolean | undefined> {
  const t = currentT();
  let refusal: string | undefined;
  const made = await perform(
    dispatchKey(c.caseId),
    () => api.assign(c.caseId, body),
    ({ code }) => {
      refusal = code;
      return false;
    },
  );
  if (!made) return refusal && refusal === askedAfter ? undefined : false;
  const names = { unit: body.ambulanceId, number: c.number };
  offerUndo(
    body.queue ? t('dispatch.queued', names) : t('dispatch.done', names),
    () => void withdraw(c, made.assignmentId, body.ambulanceId),
  );
  return true;
}

async function withdraw(c: CaseView, assignmentId: string, unit: string): Promise<void> {
  const t = currentT();
  const done = await perform(`withdraw:${assignmentId}`, () =>
    api.milestone(c.caseId, assignmentId, { milestone: 'Cancelled', occurredAt: nowIso(), reason: t('dispatch.undoReason') }),
  );
  if (done) note(t('dispatch.undone', { unit }));
}

export const amendKey = (caseId: string, field: keyof CaseChange) => `amend:${caseId}:${field}`;

export async function amendCase(c: CaseView, field: keyof CaseChange, change: CaseChange): Promise<boolean> {
  const changed = await perform(amendKey(c.caseId, field), () => api.amendCase(c.caseId, change));
  if (changed) settle({ case: changed });
  return changed !== undefined;
}

export async function changePriority(c: CaseView, priority: Priority): Promise<void> {
  const before = c.priority;
  if (!(await amendCase(c, 'priority', { priority }))) return;
  offerUndo(currentT()('case.priorityDone', { priority }), () => void amendCase(c, 'priority', { priority: before }));
}

export async function moveCase(c: CaseView, to: LonLat): Promise<void> {
  const before = c.location;
  const address = before.address ? { address: before.address } : {};
  if (!(await amendCase(c, 'location', { location: { ...to, ...address } }))) return;
  offerUndo(currentT()('case.moved'), () => void amendCase(c, 'location', { location: before }));
}

export async function endCase(c: CaseView, reason: string, cancelled: boolean): Promise<void> {
  const ended = await perform(`end:${c.caseId}`, () => api.endCase(c.caseId, reason, cancelled));
  if (!ended) return;
  settle({ case: ended });
  const t = currentT();
  note(t('case.endDone', { number: c.number, status: t(`status.${ended.status}`) }));
}

export async function setDestination(c: CaseView, a: AssignmentView, hospital: { id: string; name: string }): Promise<void> {
  const before = a.hospitalId;
  const done = await perform(`destination:${a.assignmentId}`, () => api.setDestination(c.caseId, a.assignmentId, hospital.id));
  if (!done) return;
  const said = currentT()('assign.destinationDone', { unit: a.ambulanceId, hospital: hospital.name });
  if (before)
    offerUndo(
      said,
      () => void perform(`destination:${a.assignmentId}`, () => api.setDestination(c.caseId, a.assignmentId, before)),
    );
  else note(said);
}

export const dutyKey = (ambulanceId: string) => `duty:${ambulanceId}`;

export async function setDuty(unit: UnitView, duty: UnitDuty, reason?: string): Promise<void> {
  const before = { duty: unit.duty, reason: unit.dutyReason ?? undefined };
  const change = (to: UnitDuty, why?: string) => perform(dutyKey(unit.ambulanceId), () => api.setDuty(unit.ambulanceId, to, why));
  const changed = await change(duty, reason);
  if (!changed) return;
  settle({ unit: changed });
  const t = currentT();
  offerUndo(t('board.dutyDone', { unit: unit.ambulanceId, duty: t(`duty.${duty}`) }), async () => {
    const back = await change(before.duty, before.reason);
    if (back) settle({ unit: back });
  });
}
