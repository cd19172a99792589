import type { VitalAlarmView, VitalKind, VitalTrendLine } from '../transport/careWire';

/** The charts: which lines share one, and the span a chart shows at least, so that a ripple does not look like a storm. */
export const charts: readonly { readonly kinds: readonly VitalKind[]; readonly least: readonly [number, number] }[] = [
  { kinds: ['heartRate', 'pulse'], least: [50, 120] },
  { kinds: ['spO2'], least: [85, 100] },
  { kinds: ['systolic', 'diastolic', 'mean'], least: [50, 150] },
  { kinds: ['respirationRate'], least: [8, 30] },
  { kinds: ['etCO2'], least: [25, 50] },
  { kinds: ['temperature'], least: [35.5, 38.5] },
  { kinds: ['glucose'], least: [3, 12] },
];

const numbers = (values: readonly (number | null | undefined)[]) => values.filter((v): v is number => typeof v === 'number');

export const hasValues = (line: VitalTrendLine | undefined): line is VitalTrendLine =>
  line !== undefined && numbers(line.last).length > 0;

/** The span of values that a chart shows. */
export function rangeOf(lines: readonly VitalTrendLine[], least: readonly [number, number]): readonly [number, number] {
  const all = lines.flatMap((line) => [...numbers(line.low), ...numbers(line.high), ...numbers(line.last)]);
  const low = Math.min(least[0], ...all);
  const high = Math.max(least[1], ...all);
  const room = (high - low) * 0.06;
  return [low - room, high + room];
}

/** A place in a box of this size for bucket `i` of `n` and a value. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly buckets: number;
  readonly low: number;
  readonly high: number;
}

export const xOf = (frame: Frame, i: number) => ((i + 0.5) / frame.buckets) * frame.width;
export const yOf = (frame: Frame, value: number) =>
  frame.height - ((value - frame.low) / (frame.high - frame.low)) * frame.height;

/** Runs of buckets that have values; between them lies a gap. */
export function runsOf(values: readonly (number | null | undefined)[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  values.forEach((value, i) => {
    if (typeof value !== 'number') return;
    const run = runs[runs.length - 1];
    if (run && run[1] === i - 1) run[1] = i;
    else runs.push([i, i]);
  });
  return runs;
}

/**
 * Runs that are drawn as one line although buckets between them are empty, because the value is measured that seldom.
 * A silence of more than `bridge` buckets stays a gap.
 */
export function bridged(values: readonly (number | null | undefined)[], bridge: number): number[][] {
  const lines: number[][] = [];
  values.forEach((value, i) => {
    if (typeof value !== 'number') return;
    const line = lines[lines.length - 1];
    const before = line?.[line.length - 1];
    if (line && before !== undefined && i - before <= bridge + 1) line.push(i);
    else lines.push([i]);
  });
  return lines;
}

/** A line's path; a single value is a short dash, so that it can be seen. */
export function linePath(frame: Frame, values: readonly (number | null | undefined)[], bridge: number): string {
  return bridged(values, bridge)
    .map((line) => {
      const points = line.map((i) => `${xOf(frame, i).toFixed(1)},${yOf(frame, values[i] ?? 0).toFixed(1)}`);
      return points.length === 1 ? `M${points[0]}h2` : `M${points.join('L')}`;
    })
    .join('');
}

/** The band between the lowest and the highest of each bucket. */
export function bandPath(frame: Frame, line: VitalTrendLine): string {
  return runsOf(line.low)
    .filter(([from, to]) => to > from)
    .map(([from, to]) => {
      const along = Array.from({ length: to - from + 1 }, (_, i) => from + i);
      const at = (i: number, value: number | null | undefined) =>
        `${xOf(frame, i).toFixed(1)},${yOf(frame, value ?? 0).toFixed(1)}`;
      const top = along.map((i) => at(i, line.high[i]));
      const bottom = [...along].reverse().map((i) => at(i, line.low[i]));
      return `M${[...top, ...bottom].join('L')}Z`;
    })
    .join('');
}

/** The alarm limits that are known: those that alarms of this patient were raised by. */
export function limitsOf(alarms: readonly VitalAlarmView[], kinds: readonly VitalKind[]): number[] {
  const limits = alarms
    .filter((a) => a.kind !== 'monitor' && kinds.includes(a.kind) && typeof a.limit === 'number')
    .map((a) => a.limit as number);
  return [...new Set(limits)];
}

/** The bucket nearest to a place that has a value of this line. */
export function nearestBucket(values: readonly (number | null | undefined)[], i: number): number | undefined {
  for (let away = 0; away < 6; away++) {
    if (typeof values[i - away] === 'number') return i - away;
    if (typeof values[i + away] === 'number') return i + away;
  }
  return undefined;
}
