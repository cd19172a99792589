import type { AgeLimits } from '../time/age';
import type { NewestVitals, VitalKind, VitalLevel, VitalValue } from '../transport/careWire';

/** Monitors report at least each few seconds. */
export const streamedAge: AgeLimits = { late: 5, stale: 15 };

/** A cuff is blown up each few minutes; temperature and sugar are measured by hand. */
export const spotAge: AgeLimits = { late: 360, stale: 900 };

const spot: ReadonlySet<VitalKind> = new Set<VitalKind>(['systolic', 'diastolic', 'mean', 'temperature', 'glucose']);

export const ageLimitsOf = (kind: VitalKind): AgeLimits => (spot.has(kind) ? spotAge : streamedAge);

/** Digits after the point. */
const digits: Readonly<Partial<Record<VitalKind, number>>> = { temperature: 1, glucose: 1, etCO2: 0 };

export const formatVital = (kind: VitalKind, value: number): string => value.toFixed(digits[kind] ?? 0);

/** The tiles in their order; a pressure is one tile of three values. */
export const tileKinds = ['heartRate', 'spO2', 'systolic', 'respirationRate', 'etCO2', 'temperature', 'glucose'] as const;

export type TileKind = (typeof tileKinds)[number];

/** Shown though nothing was measured, because their absence matters. */
const always: ReadonlySet<TileKind> = new Set<TileKind>(['heartRate', 'spO2', 'systolic', 'respirationRate']);

export interface Tile {
  readonly kind: TileKind;
  /** The value as text; undefined when it was never measured. */
  readonly text: string | undefined;
  readonly at: string | undefined;
  readonly off: boolean;
  readonly level: VitalLevel | undefined;
  /** The mean of a pressure. */
  readonly mean: string | undefined;
}

const worst = (a: VitalLevel | undefined, b: VitalLevel | undefined): VitalLevel | undefined =>
  a === 'danger' || b === 'danger' ? 'danger' : a === 'warning' || b === 'warning' ? 'warning' : (a ?? b);

/** What the tiles say. The pulse of the oximeter stands in where there is no heart rate from the ECG. */
export function tilesOf(values: readonly VitalValue[]): Tile[] {
  const find = (kind: VitalKind) => values.find((v) => v.kind === kind);
  return tileKinds.flatMap((kind): Tile[] => {
    const value = kind === 'heartRate' ? (pick(find('heartRate')) ?? find('pulse') ?? find('heartRate')) : find(kind);
    if (!value)
      return always.has(kind) ? [{ kind, text: undefined, at: undefined, off: false, level: undefined, mean: undefined }] : [];
    const base = { kind, at: value.at, off: value.off, level: value.level ?? undefined };
    if (kind !== 'systolic') return [{ ...base, text: formatVital(kind, value.value), mean: undefined }];
    const low = find('diastolic');
    const mean = find('mean');
    return [
      {
        ...base,
        level: worst(base.level, low?.level ?? undefined),
        text: `${formatVital(kind, value.value)}/${low ? formatVital('diastolic', low.value) : '–'}`,
        mean: mean && formatVital('mean', mean.value),
      },
    ];
  });
}

const pick = (value: VitalValue | undefined) => (value && !value.off ? value : undefined);

/** Values kept for the little lines of the tiles, for each kind. */
export const maxHistory = 180;

export interface HistoryPoint {
  readonly at: number;
  readonly value: number;
}

export type VitalHistory = Readonly<Partial<Record<VitalKind, readonly HistoryPoint[]>>>;

/** The history with what is newer in these values. */
export function extendHistory(history: VitalHistory, values: readonly VitalValue[]): VitalHistory {
  let next = history;
  for (const { kind, value, at, off } of values) {
    const points = next[kind] ?? [];
    const ms = Date.parse(at);
    if (off || Number.isNaN(ms) || ms <= (points[points.length - 1]?.at ?? 0)) continue;
    next = { ...next, [kind]: [...points.slice(-(maxHistory - 1)), { at: ms, value }] };
  }
  return next;
}

/** Newer vitals of a patient win by their version. */
export const newerVitals = (next: NewestVitals, known: NewestVitals | undefined) => !known || next.version > known.version;

/** A line through the points in a box, as an SVG polyline; a break longer than `gapMs` begins a new one. */
export function sparkLines(points: readonly HistoryPoint[], width: number, height: number, gapMs: number): string[] {
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last || points.length < 3) return [];
  const values = points.map((p) => p.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(high - low, 4);
  const middle = (high + low) / 2;
  const lines: string[][] = [[]];
  let before = first.at;
  for (const p of points) {
    if (p.at - before > gapMs) lines.push([]);
    before = p.at;
    const x = ((p.at - first.at) / Math.max(1, last.at - first.at)) * width;
    const y = height / 2 - ((p.value - middle) / span) * (height - 3);
    lines[lines.length - 1]?.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  }
  return lines.filter((line) => line.length > 1).map((line) => line.join(' '));
}
