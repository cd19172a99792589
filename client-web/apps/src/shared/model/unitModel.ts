import { type AgeLimits, type Freshness, freshness, movingFix, standingFix } from '../time/age';
import { millis, secondsSince } from '../time/duration';
import type { LonLat, UnitPosition, UnitView } from '../transport/wire';

export type UnitGroup = 'free' | 'busy' | 'out';

export function groupOf(unit: UnitView): UnitGroup {
  if (unit.duty === 'OnMission') return 'busy';
  return unit.duty === 'AvailableAtStation' || unit.duty === 'AvailableMobile' ? 'free' : 'out';
}

const groupOrder: Readonly<Record<UnitGroup, number>> = { busy: 0, free: 1, out: 2 };

/** Units that do something first, then those that can, then the others; by name within. */
export function byActivity(a: UnitView, b: UnitView): number {
  return groupOrder[groupOf(a)] - groupOrder[groupOf(b)] || a.ambulanceId.localeCompare(b.ambulanceId, 'en', { numeric: true });
}

/** A unit on the road is expected to report often, one at its base rarely. */
export function fixLimits(unit: UnitView): AgeLimits {
  return unit.duty === 'OnMission' || unit.duty === 'AvailableMobile' ? movingFix : standingFix;
}

/** Where a unit was seen last, and how old that is. Age is the age of the fix, whatever else changed since. */
export interface FixReading {
  readonly at: LonLat | undefined;
  readonly ageSeconds: number | undefined;
  readonly grade: Freshness;
  readonly speedKmh: number | undefined;
  readonly headingDegrees: number | undefined;
  /** The position is only assumed, from the unit's base. */
  readonly assumed: boolean;
}

export function readFix(unit: UnitView, position: UnitPosition | undefined, now: number): FixReading {
  if (!position) {
    return {
      at: unit.position ?? undefined,
      ageSeconds: undefined,
      grade: 'unknown',
      speedKmh: undefined,
      headingDegrees: undefined,
      assumed: Boolean(unit.position),
    };
  }
  const ageSeconds = secondsSince(position.fixAt, now);
  return {
    at: position.position,
    ageSeconds,
    grade: freshness(ageSeconds, fixLimits(unit)),
    speedKmh: position.speedKmh ?? undefined,
    headingDegrees: position.headingDegrees ?? undefined,
    assumed: false,
  };
}

/** Seconds until arrival, negative when it is overdue; undefined when unknown. */
export function secondsToGo(eta: { etaSeconds?: number | null | undefined; etaAt?: string | null | undefined }, now: number) {
  if (eta.etaSeconds === null || eta.etaSeconds === undefined) return undefined;
  const at = millis(eta.etaAt);
  return at === undefined ? eta.etaSeconds : eta.etaSeconds - (now - at) / 1000;
}
