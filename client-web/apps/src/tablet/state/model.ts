import type { CrewCare, GuidanceView, OrderView, VitalAlarmView, VitalValue } from '../../shared/transport/careWire';
import type { HistoryPoint, VitalHistory } from '../../shared/vitals/vitalsModel';
import type { TabletAssignment, TabletReport, TabletState, TabletTrend, TabletWaiting } from '../wire';

/** The assignment in hand: the active one, else the first that still asks for something. */
export const currentAssignment = (state: TabletState): TabletAssignment | undefined =>
  state.assignments.find((a) => a.standing === 'active') ??
  state.assignments.find((a) => a.standing === 'withdrawn') ??
  state.assignments.find((a) => a.standing === 'waiting') ??
  state.assignments[0];

export const careOf = (state: TabletState, assignment: TabletAssignment | undefined): CrewCare | undefined =>
  assignment && state.care.find((care) => care.caseId === assignment.order.caseId);

const ended: ReadonlySet<string> = new Set(['done', 'not-done', 'cancelled']);

/** Orders of the patient on board that ask for something of the crew, oldest first. */
export const openOrders = (care: CrewCare | undefined): OrderView[] =>
  (care?.orders ?? []).filter((order) => !ended.has(order.state) && isOurs(order, care));

/** An order that names another vehicle's assignment is not this crew's. */
const isOurs = (order: OrderView, care: CrewCare | undefined) => !order.assignmentId || order.assignmentId === care?.assignmentId;

/** Orders and guidance that nobody on this vehicle has answered: these stand across the screen. */
export const unread = (care: CrewCare | undefined): { orders: OrderView[]; guidance: GuidanceView[] } => ({
  orders: openOrders(care).filter((order) => order.state === 'ordered' || order.state === 'delivered'),
  guidance: (care?.guidance ?? []).filter((item) => !item.fromCrew && !item.readAt),
});

/** Alarms that nobody acknowledged and that have not ended. */
export const openAlarms = (care: CrewCare | undefined): VitalAlarmView[] =>
  (care?.alarms ?? []).filter((alarm) => !alarm.endedAt && !alarm.acknowledgedAt);

/** Values with the level that the vehicle graded them by; where it knows no limits, with that of the alarm that stands. */
export function withLevels(values: readonly VitalValue[], care: CrewCare | undefined): VitalValue[] {
  return values.map((value) => {
    if (value.level) return value;
    const alarm = care?.alarms.find((a) => a.kind === value.kind && !a.endedAt && a.level !== 'technical');
    return alarm ? { ...value, level: alarm.level === 'danger' ? 'danger' : 'warning' } : value;
  });
}

/** The trends as points in time; a span without a value is a gap. */
export function historyOf(trends: readonly TabletTrend[]): VitalHistory {
  const history: Partial<Record<TabletTrend['kind'], HistoryPoint[]>> = {};
  for (const { kind, from, bucketSeconds, values } of trends) {
    const start = Date.parse(from);
    history[kind] = values.flatMap((value, i) =>
      typeof value === 'number' ? [{ at: start + i * bucketSeconds * 1000, value }] : [],
    );
  }
  return history;
}

/** What is shown of a kind that waits for the link. Positions and waveform are many; facts count one by one. */
const factKinds: ReadonlySet<string> = new Set(['milestones', 'acts', 'attachments']);

export interface Backlog {
  readonly facts: number;
  readonly oldestAt: string | undefined;
}

/** How many facts wait, and since when the oldest thing of any kind does. */
export function backlogOf(waiting: readonly TabletWaiting[]): Backlog {
  const facts = waiting.filter((w) => factKinds.has(w.kind)).reduce((sum, w) => sum + w.count, 0);
  const oldest = waiting
    .filter((w) => w.count > 0 && w.oldestAt)
    .map((w) => w.oldestAt as string)
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return { facts, oldestAt: oldest };
}

/** Whether a report about this is still on the vehicle only. */
export const isWaiting = (reports: readonly TabletReport[], about: string) =>
  reports.some((report) => report.about === about && report.state === 'waiting');

/** What the server will never take, newest first; the crew must know. */
export const refusedReports = (state: TabletState): TabletReport[] =>
  state.reports.filter((report) => report.state === 'refused' && report.kind !== 'milestone').reverse();

/** Eight points of the compass, clockwise from north. */
export const compassOf = (degrees: number) =>
  (['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const)[Math.round(degrees / 45) % 8] ?? 'n';
