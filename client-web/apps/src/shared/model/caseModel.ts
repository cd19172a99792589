import { millis } from '../time/duration';
import type { AssignmentView, CaseView, ClockView, Milestone, Priority } from '../transport/wire';

/** From this share of its target on, a running clock warns. */
export const warnShare = 0.8;

/** The target of the dispatch clock when the server names none, seconds. */
export const dispatchTargetSeconds = 60;

/** How long an offer may stay unacknowledged before it warns, seconds. */
export const acknowledgeSeconds = 60;

export type ClockGrade = 'running' | 'near' | 'missed' | 'met' | 'idle' | 'unknown';

/** A clock as a person reads it. */
export interface ClockReading {
  readonly name: string;
  /** The assignment it is about; undefined when it is about the case. */
  readonly assignmentId: string | undefined;
  readonly grade: ClockGrade;
  /** Seconds it has run, or ran; undefined when it never started or is unknown. */
  readonly elapsed: number | undefined;
  readonly target: number;
  /** Whether it still runs. */
  readonly runs: boolean;
}

export function readClock(clock: ClockView, now: number): ClockReading {
  const from = millis(clock.from);
  const to = millis(clock.to);
  const base = { name: clock.name, assignmentId: clock.assignmentId ?? undefined, target: clock.targetSeconds };
  if (clock.state === 'unknown') return { ...base, grade: 'unknown', elapsed: undefined, runs: false };
  if (clock.state === 'notStarted' || from === undefined) return { ...base, grade: 'idle', elapsed: undefined, runs: false };
  const elapsed = Math.max(0, ((to ?? now) - from) / 1000);
  if (to !== undefined) return { ...base, grade: elapsed <= clock.targetSeconds ? 'met' : 'missed', elapsed, runs: false };
  const grade = elapsed > clock.targetSeconds ? 'missed' : elapsed >= clock.targetSeconds * warnShare ? 'near' : 'running';
  return { ...base, grade, elapsed, runs: true };
}

/** A clock of a case: one that still ran when the case ended never came to an end, and is unknown. */
export function caseClock(c: CaseView, clock: ClockView, now: number): ClockReading {
  const reading = readClock(clock, now);
  return reading.runs && !isOpen(c) ? { ...reading, grade: 'unknown', elapsed: undefined, runs: false } : reading;
}

/** The response clock: from the answered call to the first unit on scene. */
export function responseClock(c: CaseView, now: number): ClockReading {
  const known = c.clocks.find((clock) => clock.name === 'response');
  return caseClock(c, known ?? { name: 'response', from: c.receivedAt, targetSeconds: c.standardSeconds, state: 'running' }, now);
}

/** How long a case has been without a unit: since the call, or since the last unit left it. */
export function withoutUnit(c: CaseView, now: number): ClockReading {
  const target = c.clocks.find((clock) => clock.name === 'dispatch')?.targetSeconds ?? dispatchTargetSeconds;
  const left = c.assignments.flatMap((a) =>
    a.milestones.filter((m) => ends.has(m.milestone)).map((m) => millis(m.occurredAt) ?? 0),
  );
  const from = new Date(Math.max(millis(c.receivedAt) ?? now, ...left)).toISOString();
  return readClock({ name: 'dispatch', from, targetSeconds: target, state: 'running' }, now);
}

export const isOpen = (c: CaseView) => c.status === 'waiting' || c.status === 'assigned';

/** Assignments that still bind a unit or wait for one. */
export const liveAssignments = (c: CaseView): AssignmentView[] =>
  c.assignments.filter((a) => a.active || a.pending || isReserved(a));

/** The unit was asked and said no: it never was part of the case. */
export const isRefused = (a: AssignmentView) => !a.active && !a.pending && a.milestones.length === 0;

/** A unit is promised for a later hour: until then nobody is late. */
export const isForLater = (c: CaseView, now: number) =>
  c.assignments.some((a) => isReserved(a) && (millis(a.notBefore) ?? 0) > now);

const isReserved = (a: AssignmentView) => a.milestone === 'Reserved' && !isOver(a);

const ends: ReadonlySet<Milestone> = new Set<Milestone>([
  'Cleared',
  'BackAtStation',
  'Declined',
  'Cancelled',
  'Diverted',
  'NoPatientFound',
  'PatientRefused',
  'DeadOnScene',
]);

/** Whether the unit is no longer bound to the case. */
export const isOver = (a: AssignmentView) => ends.has(a.milestone) || isRefused(a);

const rank: Readonly<Record<Priority, number>> = { I: 0, II: 1, III: 2, IV: 3 };

export const isMoreUrgent = (a: CaseView, b: CaseView) => rank[a.priority] < rank[b.priority];

/** Most urgent first: those without a unit, then by priority, then by what is left of the response time. */
export function byUrgency(a: CaseView, b: CaseView): number {
  const waiting = Number(a.status !== 'waiting') - Number(b.status !== 'waiting');
  if (waiting !== 0) return waiting;
  if (a.priority !== b.priority) return rank[a.priority] - rank[b.priority];
  return deadline(a) - deadline(b);
}

const deadline = (c: CaseView) => (millis(c.receivedAt) ?? 0) + c.standardSeconds * 1000;

/** Whether a case says or is anything like the text. */
export function matches(c: CaseView, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  const said = [
    c.number,
    c.complaint,
    c.location.address,
    c.caller?.name,
    c.caller?.phone,
    ...c.assignments.map((a) => a.ambulanceId),
    ...c.notes,
  ];
  return said.some((each) => each?.toLowerCase().includes(wanted));
}
