import type { AssignmentView, Exit, Milestone, Step } from '../transport/wire';

/** The steps of an assignment that somebody records, in their usual order. */
export const steps: readonly Step[] = [
  'Acknowledged',
  'EnRoute',
  'OnScene',
  'AtPatient',
  'PatientLoaded',
  'LeftScene',
  'AtHospital',
  'HandedOver',
  'Cleared',
];

export const exits: readonly Exclude<Exit, 'Diverted'>[] = [
  'Declined',
  'Cancelled',
  'NoPatientFound',
  'PatientRefused',
  'DeadOnScene',
];

const order: readonly Milestone[] = ['Reserved', 'Offered', ...steps, 'BackAtStation'];

/** The place of a milestone in the usual order; an exit stands beyond all steps. */
export const rankOf = (milestone: Milestone) => {
  const at = order.indexOf(milestone);
  return at < 0 ? order.length : at;
};

const rank = (milestone: Step) => order.indexOf(milestone);

/** The step that must have been reached before this one can be recorded. */
const needs: Partial<Record<Milestone, Step>> = {
  PatientLoaded: 'EnRoute',
  LeftScene: 'OnScene',
  AtHospital: 'OnScene',
  HandedOver: 'PatientLoaded',
};

/** From which step to which step an exit may be taken. */
const exitSpan: Readonly<Record<(typeof exits)[number], readonly [Step, Step]>> = {
  Declined: ['Reserved', 'Acknowledged'],
  Cancelled: ['Reserved', 'AtPatient'],
  NoPatientFound: ['OnScene', 'AtPatient'],
  PatientRefused: ['OnScene', 'AtPatient'],
  DeadOnScene: ['OnScene', 'AtPatient'],
};

/** Whether the desk may record this now; the server decides again and has the last word. */
export function mayRecord(assignment: AssignmentView, milestone: Milestone): boolean {
  if (assignment.pending) return milestone === 'Cancelled';
  const furthest = rankOf(assignment.milestone);
  if (furthest >= order.length || assignment.milestone === 'Cleared' || assignment.milestone === 'BackAtStation') return false;
  if (assignment.milestones.some((m) => m.milestone === milestone)) return false;
  if (isExit(milestone)) {
    const span = exitSpan[milestone as (typeof exits)[number]];
    return span !== undefined && furthest >= rank(span[0]) && furthest <= rank(span[1]);
  }
  if (milestone === 'Reserved' || milestone === 'Offered' || milestone === 'BackAtStation') return false;
  if (assignment.milestone === 'Reserved') return false;
  const need = needs[milestone];
  return need === undefined || rankOf(milestone) < furthest || furthest >= rank(need);
}

export const isExit = (milestone: Milestone): milestone is Exit => order.indexOf(milestone) < 0;

/** The step after the furthest one; undefined when the assignment is at its end or not yet begun. */
export function nextStep(assignment: AssignmentView): Step | undefined {
  return steps.find((step) => rankOf(step) > rankOf(assignment.milestone) && mayRecord(assignment, step));
}

/** Whether recording this needs a reason: every exit, and clearing with a patient still on board. */
export function needsReason(assignment: AssignmentView, milestone: Milestone): boolean {
  if (isExit(milestone)) return true;
  const reached = (step: Step) => assignment.milestones.some((m) => m.milestone === step);
  return milestone === 'Cleared' && reached('PatientLoaded') && !reached('HandedOver');
}
