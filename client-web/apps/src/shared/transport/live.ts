import { create } from 'zustand';
import { useLocale } from '../i18n/locale';
import { millis } from '../time/duration';
import { freezeFacts, serverClock } from '../time/now';
import { extendHistory, newerVitals, type VitalHistory } from '../vitals/vitalsModel';
import type { CareView, NewestVitals } from './careWire';
import { LiveLink } from './liveLink';
import { forgetPositions, seedPositions, takePositions } from './positions';
import type {
  AlarmsView,
  Beat,
  CaseView,
  ConsoleSnapshot,
  CountyInfo,
  CoverageView,
  Fact,
  HospitalView,
  RelocationsView,
  RoadConditionsView,
  UnitView,
} from './wire';

/** No beat for longer than this, and what is on screen counts as frozen; milliseconds. */
const silenceMs = 3_000;

/** How far back the trend of the coverage looks, milliseconds of the server's clock. */
const trendMs = 15 * 60_000;

/** Samples of the trend are at least this far apart, milliseconds of the server's clock. */
const trendStepMs = 3_000;

/** The most samples kept for the trend. */
const maxTrend = 400;

export interface CoverageSample {
  readonly at: number;
  readonly urban: number | undefined;
  readonly rural: number | undefined;
}

export interface LiveState {
  readonly phase: 'connecting' | 'live' | 'lost';
  readonly county: CountyInfo | undefined;
  readonly cases: Readonly<Record<string, CaseView>>;
  readonly units: Readonly<Record<string, UnitView>>;
  readonly hospitals: Readonly<Record<string, HospitalView>>;
  /** The clinical record of each open case that has one. */
  readonly care: Readonly<Record<string, CareView>>;
  /** The newest vitals by case and patient: see `vitalsKey`. */
  readonly vitals: Readonly<Record<string, NewestVitals>>;
  /** What the vitals were over the last minutes, as this page was told. */
  readonly history: Readonly<Record<string, VitalHistory>>;
  readonly coverage: CoverageView | undefined;
  readonly alarms: AlarmsView | undefined;
  readonly roads: RoadConditionsView | undefined;
  readonly relocations: RelocationsView | undefined;
  readonly trend: readonly CoverageSample[];
  readonly degraded: readonly string[];
  readonly clockSpeed: number;
  /** The server's time of the last beat, milliseconds since 1970. */
  readonly asOf: number | undefined;
}

const nothing: LiveState = {
  phase: 'connecting',
  county: undefined,
  cases: {},
  units: {},
  hospitals: {},
  care: {},
  vitals: {},
  history: {},
  coverage: undefined,
  alarms: undefined,
  roads: undefined,
  relocations: undefined,
  trend: [],
  degraded: [],
  clockSpeed: 1,
  asOf: undefined,
};

/** Everything the server has told this console; only this module writes it. */
export const useLive = create<LiveState>()(() => nothing);

const byId = <T>(items: readonly T[], id: (item: T) => string): Record<string, T> =>
  Object.fromEntries(items.map((item) => [id(item), item]));

/** Facts applied in order; a view that is no newer than the known one changes nothing. */
export function applyFacts(state: LiveState, facts: readonly Fact[]): Partial<LiveState> {
  let { cases, units, hospitals, care, alarms, roads, relocations } = state;
  for (const fact of facts) {
    if (fact.case && newer(fact.case, cases[fact.case.caseId])) cases = { ...cases, [fact.case.caseId]: fact.case };
    if (fact.unit && newer(fact.unit, units[fact.unit.ambulanceId])) units = { ...units, [fact.unit.ambulanceId]: fact.unit };
    if (fact.hospital && newer(fact.hospital, hospitals[fact.hospital.hospitalId]))
      hospitals = { ...hospitals, [fact.hospital.hospitalId]: fact.hospital };
    if (fact.care && newer(fact.care, care[fact.care.caseId])) care = { ...care, [fact.care.caseId]: fact.care };
    if (fact.alarms && newer(fact.alarms, alarms)) alarms = fact.alarms;
    if (fact.roads && newer(fact.roads, roads)) roads = fact.roads;
    if (fact.relocations && newer(fact.relocations, relocations)) relocations = fact.relocations;
  }
  return { cases, units, hospitals, care, alarms, roads, relocations };
}

/** Vitals of one patient of one case. */
export const vitalsKey = (caseId: string, patientId: string) => `${caseId}/${patientId}`;

/** The most patients whose vitals are kept; those heard of longest ago go first. */
const maxPatients = 400;

/** Newest vitals taken in: a view that is no newer than the known one changes nothing. */
export function applyVitals(state: Pick<LiveState, 'vitals' | 'history'>, told: readonly NewestVitals[]) {
  let { vitals, history } = state;
  for (const each of told) {
    const key = vitalsKey(each.caseId, each.patientId);
    if (!newerVitals(each, vitals[key])) continue;
    const { [key]: _, ...others } = vitals;
    vitals = { ...others, [key]: each };
    history = { ...history, [key]: extendHistory(history[key] ?? {}, each.values) };
  }
  for (const key of Object.keys(vitals).slice(0, Math.max(0, Object.keys(vitals).length - maxPatients))) {
    const { [key]: _, ...rest } = vitals;
    const { [key]: __, ...past } = history;
    vitals = rest;
    history = past;
  }
  return { vitals, history };
}

/** Takes vitals from whichever hub told them first. */
export function takeVitals(told: readonly NewestVitals[]): void {
  useLive.setState((state) => applyVitals(state, told));
}

const newer = (next: { version: number }, known: { version: number } | undefined) => !known || next.version > known.version;

export function extendTrend(trend: readonly CoverageSample[], coverage: CoverageView): readonly CoverageSample[] {
  const at = millis(coverage.asOf);
  if (at === undefined) return trend;
  const last = trend[trend.length - 1];
  if (last && at - last.at < trendStepMs && at >= last.at) return trend;
  const sample = { at, urban: coverage.urban.share ?? undefined, rural: coverage.rural.share ?? undefined };
  return [...trend.filter((s) => s.at > at - trendMs && s.at < at), sample].slice(-maxTrend);
}

function takeSnapshot(snapshot: ConsoleSnapshot): void {
  const serverMs = millis(snapshot.serverTime);
  if (serverMs !== undefined) serverClock.observe(serverMs, snapshot.clockSpeed);
  useLocale.setState({ timeZone: snapshot.county.timeZone });
  const coverage = snapshot.coverage ?? undefined;
  useLive.setState((state) => ({
    phase: 'live',
    county: snapshot.county,
    cases: byId(snapshot.cases, (c) => c.caseId),
    units: byId(snapshot.units, (u) => u.ambulanceId),
    hospitals: byId(snapshot.hospitals, (h) => h.hospitalId),
    care: byId(snapshot.care ?? [], (c) => c.caseId),
    coverage,
    alarms: snapshot.alarms ?? undefined,
    roads: snapshot.roads ?? undefined,
    relocations: snapshot.relocations ?? undefined,
    trend: coverage ? extendTrend(state.trend, coverage) : state.trend,
    degraded: snapshot.degraded,
    clockSpeed: snapshot.clockSpeed,
    asOf: serverMs,
  }));
  takeVitals(snapshot.vitals ?? []);
  seedPositions(snapshot.units);
  freezeFacts(undefined);
}

function takeFacts(facts: Fact[]): void {
  useLive.setState((state) => applyFacts(state, facts));
  seedPositions(facts.flatMap((fact) => (fact.unit ? [fact.unit] : [])));
}

let lastBeat = 0;

function takeBeat(beat: Beat): void {
  lastBeat = performance.now();
  const serverMs = millis(beat.serverTime);
  if (serverMs === undefined) return;
  serverClock.observe(serverMs, beat.clockSpeed);
  const { phase } = useLive.getState();
  // After a lost connection the next snapshot, not the next beat, makes the values live again.
  if (phase === 'lost' && !silent) return;
  silent = false;
  freezeFacts(undefined);
  useLive.setState({
    phase: phase === 'connecting' ? phase : 'live',
    degraded: beat.degraded,
    clockSpeed: beat.clockSpeed,
    asOf: serverMs,
  });
}

let silent = false;

function markLost(bySilence: boolean): void {
  const { phase, asOf } = useLive.getState();
  silent = bySilence;
  if (phase !== 'live') return;
  freezeFacts(asOf);
  useLive.setState({ phase: 'lost' });
}

/** Takes the server's answer to a command at once, without waiting for the same fact to come round. */
export function settle(fact: Fact): void {
  takeFacts([fact]);
}

/** Connects, stays connected, and fills the store; the answer ends it and forgets everything. */
export function startLive(whenDown: () => void): () => void {
  const link = new LiveLink({
    snapshot: (snapshot) => {
      lastBeat = performance.now();
      silent = false;
      takeSnapshot(snapshot);
    },
    facts: takeFacts,
    positions: (batch) => takePositions(batch.positions),
    vitals: (batch) => takeVitals(batch.patients),
    coverage: (coverage) => useLive.setState((s) => ({ coverage, trend: extendTrend(s.trend, coverage) })),
    beat: takeBeat,
    down: () => {
      markLost(false);
      whenDown();
    },
  });
  const watchdog = setInterval(() => {
    if (useLive.getState().phase === 'live' && performance.now() - lastBeat > silenceMs) markLost(true);
  }, 500);
  void link.run();
  return () => {
    clearInterval(watchdog);
    link.stop();
    freezeFacts(undefined);
    forgetPositions();
    useLive.setState(nothing);
  };
}
