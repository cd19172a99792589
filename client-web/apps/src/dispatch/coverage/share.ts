import type { AreaKind, CoverageHourView } from '../../shared/transport/wire';

/** A part as a share of one; undefined when it is not known, or there is nothing to share. */
export function partOf(part: number | null | undefined, all: number | null | undefined): number | undefined {
  if (typeof part !== 'number' || typeof all !== 'number' || !(all > 0)) return undefined;
  return part / all;
}

export interface HourBar {
  /** Milliseconds since 1970. */
  readonly start: number;
  /** Undefined: nobody looked in that hour. */
  readonly share: number | undefined;
  readonly least: number | undefined;
}

/** The last day hour by hour, oldest first, with the hours in which nobody looked. */
export function hourBars(hours: readonly CoverageHourView[], area: AreaKind, now: number, count = 24): HourBar[] {
  const hourMs = 3_600_000;
  const current = Math.floor(now / hourMs) * hourMs;
  const byStart = new Map(hours.map((h) => [Date.parse(h.start), h]));
  return Array.from({ length: count }, (_, i) => {
    const start = current - (count - 1 - i) * hourMs;
    const hour = byStart.get(start)?.[area];
    return { start, share: hour?.share ?? undefined, least: hour?.least ?? undefined };
  });
}
