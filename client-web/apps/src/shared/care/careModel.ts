import { type ClockReading, isOpen, readClock } from '../model/caseModel';
import { etaOf } from '../model/eta';
import { millis } from '../time/duration';
import type {
  CarePatient,
  CareView,
  ChannelEvent,
  ChannelKind,
  ChannelView,
  EcgView,
  NewestVitals,
  OrderView,
  ScoreView,
  VitalAlarmView,
} from '../transport/careWire';
import type { AssignmentView, CaseView, UnitView } from '../transport/wire';

/** Nothing that must still happen to an order. */
const settled: ReadonlySet<OrderView['state']> = new Set<OrderView['state']>(['done', 'not-done', 'cancelled']);

export const isOpenOrder = (order: OrderView) => !settled.has(order.state);

/** An order whose answer did not come, and nobody has said that they have seen it. */
export const isEscalated = (order: OrderView) => isOpenOrder(order) && Boolean(order.escalatedAt) && !order.escalationSeenBy;

/** When an order came to its present state. */
export const reachedAt = (order: OrderView): string | undefined =>
  [...order.steps].reverse().find((step) => step.state === order.state)?.at ?? order.steps[order.steps.length - 1]?.at;

/** Alarms that still hold, or that nobody has seen. */
export const liveAlarms = (care: CareView | undefined): VitalAlarmView[] =>
  (care?.alarms ?? []).filter((alarm) => !alarm.endedAt || !alarm.acknowledgedAt);

export const unseenAlarms = (care: CareView | undefined): VitalAlarmView[] =>
  (care?.alarms ?? []).filter((alarm) => !alarm.acknowledgedAt && !alarm.endedAt);

export const openChannels = (care: CareView | undefined): ChannelView[] =>
  (care?.channels ?? []).filter((channel) => !channel.closedAt);

export const unreadEcgs = (care: CareView | undefined): EcgView[] =>
  (care?.ecgs ?? []).filter((ecg) => ecg.kind === 'ecg-12-lead' && !ecg.reading);

export const scoreOf = (patient: CarePatient | undefined, name: string): ScoreView | undefined =>
  patient?.scores.find((score) => score.name === name);

const grades: Readonly<Record<ClockReading['grade'], number>> = { missed: 0, near: 1, running: 2, met: 3, unknown: 4, idle: 5 };

/** A channel's clocks as read now; those that run first, the most pressing on top. */
export function channelClocks(channel: ChannelView, now: number): ClockReading[] {
  const readings = channel.clocks.map((clock) => {
    const reading = readClock(clock, now);
    // A channel that is closed counts no further.
    return reading.runs && channel.closedAt
      ? { ...reading, grade: 'unknown' as const, elapsed: undefined, runs: false }
      : reading;
  });
  return readings.sort((a, b) => Number(b.runs) - Number(a.runs) || grades[a.grade] - grades[b.grade] || left(a) - left(b));
}

const left = (clock: ClockReading) => clock.target - (clock.elapsed ?? 0);

/** The clock of a case's channels that presses most; undefined when none runs. */
export function pressingClock(
  care: CareView | undefined,
  now: number,
): { channel: ChannelView; clock: ClockReading } | undefined {
  const running = openChannels(care).flatMap((channel) =>
    channelClocks(channel, now)
      .filter((clock) => clock.runs)
      .map((clock) => ({ channel, clock })),
  );
  return running.sort((a, b) => grades[a.clock.grade] - grades[b.clock.grade] || left(a.clock) - left(b.clock))[0];
}

/** The events that belong to each channel, in the order in which they usually come. */
export const channelEvents: Readonly<Record<ChannelKind, readonly ChannelEvent[]>> = {
  'chest-pain': [
    'first-medical-contact',
    'ecg-acquired',
    'ecg-confirmed',
    'cath-lab-activated',
    'cath-lab-ready',
    'bypass-decided',
    'door',
    'device',
  ],
  stroke: ['first-medical-contact', 'ct-activated', 'ct-ready', 'bypass-decided', 'door', 'needle'],
  trauma: ['first-medical-contact', 'ct-activated', 'ct-ready', 'bypass-decided', 'door'],
  maternal: ['first-medical-contact', 'bypass-decided', 'door'],
  'newborn-child': ['first-medical-contact', 'bypass-decided', 'door'],
};

export const channelKinds = Object.keys(channelEvents) as ChannelKind[];

/** The centre of a hospital that a channel asks for. */
export const centreOf: Readonly<Record<ChannelKind, readonly string[]>> = {
  'chest-pain': ['chest-pain'],
  stroke: ['stroke'],
  trauma: ['trauma'],
  maternal: ['maternal'],
  'newborn-child': ['newborn', 'child'],
};

/** What of a channel has happened, by event: the first time that it was recorded. */
export const stepOf = (channel: ChannelView, event: ChannelEvent) => channel.steps.find((step) => step.event === event);

/** How bad a case is, for whoever has several: larger is worse. Built from what somebody measured, said or ordered. */
export function severity(c: CaseView, care: CareView | undefined, now: number): number {
  const clock = pressingClock(care, now)?.clock.grade;
  const news = Math.max(0, ...(care?.patients ?? []).map((p) => scoreOf(p, 'news2')?.total ?? 0));
  const byPriority = { I: 30, II: 20, III: 10, IV: 0 }[c.priority];
  return (
    (unseenAlarms(care).some((a) => a.level === 'danger') ? 200 : 0) +
    (care?.orders.some(isEscalated) ? 120 : 0) +
    (clock === 'missed' ? 100 : clock === 'near' ? 80 : clock ? 50 : 0) +
    (unreadEcgs(care).length > 0 ? 60 : 0) +
    (news >= 7 ? 40 : news >= 5 ? 20 : 0) +
    byPriority
  );
}

/** Open cases as a physician has them: the worst first, then the longest known. What changes by the second does not shuffle equals. */
export function bySeverity(cases: readonly CaseView[], care: Readonly<Record<string, CareView>>, now: number): CaseView[] {
  const weights = new Map(cases.map((c) => [c.caseId, severity(c, care[c.caseId], now)]));
  const at = (c: CaseView) => millis(c.receivedAt) ?? 0;
  return cases
    .filter(isOpen)
    .sort(
      (a, b) => (weights.get(b.caseId) ?? 0) - (weights.get(a.caseId) ?? 0) || at(a) - at(b) || a.caseId.localeCompare(b.caseId),
    );
}

/** The vehicle that has a patient, or is on its way to one. */
export function vehicleOf(c: CaseView, patient: CarePatient | undefined): AssignmentView | undefined {
  return c.assignments.find((a) => a.assignmentId === patient?.assignmentId) ?? c.assignments.find((a) => a.active);
}

/** Seconds until the vehicle is where it drives to; undefined when it stands or nobody knows. */
export function etaFor(a: AssignmentView | undefined, units: Readonly<Record<string, UnitView>>, now: number) {
  return a && etaOf(a, units[a.ambulanceId], a.milestone, now);
}

/** Everybody who is known to the case as a patient, from the record or from vitals alone. */
export function patientsOf(care: CareView | undefined, vitals: readonly NewestVitals[]): CarePatient[] {
  const known = care?.patients ?? [];
  const others = vitals.filter((v) => !known.some((p) => p.patientId === v.patientId));
  return [
    ...known,
    ...others.map((v) => ({
      patientId: v.patientId,
      facts: { weightEstimated: false, pregnancy: 'unknown' as const },
      scores: [],
    })),
  ];
}
