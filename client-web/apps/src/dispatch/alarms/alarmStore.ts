import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { AlarmCondition } from './deriveAlarms';

/** How many acknowledgements are remembered; the oldest are forgotten first. */
const maxAcks = 500;

/** How many alarms are kept; the least grave are left out. */
export const maxAlarms = 500;

export interface Acknowledgement {
  readonly by: string;
  /** Server time, milliseconds. */
  readonly at: number;
}

export interface Alarm extends AlarmCondition {
  readonly since: number;
  /** What it says is so no longer, but nobody has seen it yet. */
  readonly over: boolean;
}

interface AlarmState {
  readonly alarms: readonly Alarm[];
  readonly acks: Readonly<Record<string, Acknowledgement>>;
}

/** The alarms of this console, and who acknowledged which, here. */
export const useAlarms = create<AlarmState>()(
  persist((): AlarmState => ({ alarms: [], acks: {} }), {
    name: 'emergency-alarm-acknowledgements',
    version: 1,
    partialize: ({ acks }) => ({ acks }) as AlarmState,
  }),
);

/** Cases that were here when the console connected, or that it opened itself, are no news. */
const known = new Set<string>();

export const ownCase = (caseId: string) => known.add(caseId);
export const knowCases = (caseIds: Iterable<string>) => {
  for (const caseId of caseIds) known.add(caseId);
};
export const isNewCase = (caseId: string) => !known.has(caseId);

const levels = { danger: 0, warning: 1, info: 2 } as const;

/** The next list of alarms, and those in it that are new. The same list when nothing changed. */
export function nextAlarms(
  before: readonly Alarm[],
  conditions: readonly AlarmCondition[],
  acks: Readonly<Record<string, Acknowledgement>>,
  now: number,
): { alarms: readonly Alarm[]; fresh: readonly Alarm[] } {
  const holding = new Map(conditions.map((c) => [c.key, c]));
  const byKey = new Map(before.map((a) => [a.key, a]));
  const fresh: Alarm[] = [];
  const alarms: Alarm[] = [];
  for (const alarm of before) {
    const over = !holding.has(alarm.key);
    // The server keeps its own alarms until they are settled.
    if (over && (acks[alarm.key] || alarm.alarmId)) continue;
    alarms.push(over === alarm.over ? alarm : { ...alarm, over });
  }
  for (const condition of conditions) {
    const known = byKey.get(condition.key);
    if (known) {
      // Somebody acknowledged it at another console.
      if (known.ackBy !== condition.ackBy) alarms[alarms.findIndex((a) => a.key === known.key)] = { ...known, ...condition };
      continue;
    }
    const alarm: Alarm = { ...condition, since: now, over: false };
    alarms.push(alarm);
    if (!acks[condition.key] && !condition.ackBy) fresh.push(alarm);
  }
  const same = alarms.length === before.length && alarms.every((a, i) => a === before[i]);
  if (same) return { alarms: before, fresh };
  alarms.sort((a, b) => levels[a.level] - levels[b.level] || a.since - b.since);
  const kept = alarms.slice(0, maxAlarms);
  // What does not fit is not news either, or it would sound again every second.
  const names = new Set(kept.map((a) => a.key));
  return { alarms: kept, fresh: fresh.filter((a) => names.has(a.key)) };
}

export function acknowledge(keys: readonly string[], by: string, now: number): void {
  if (keys.length === 0) return;
  for (const key of keys) if (key.startsWith('new:')) known.add(key.slice(4));
  useAlarms.setState(({ acks, alarms }) => {
    const added = Object.fromEntries(keys.filter((key) => !acks[key]).map((key) => [key, { by, at: now }]));
    const kept = Object.entries({ ...acks, ...added }).slice(-maxAcks);
    return { acks: Object.fromEntries(kept), alarms: alarms.filter((a) => !(a.over && keys.includes(a.key))) };
  });
}

export const unacknowledged = ({ alarms, acks }: AlarmState): Alarm[] => alarms.filter((a) => !acks[a.key] && !a.ackBy);
