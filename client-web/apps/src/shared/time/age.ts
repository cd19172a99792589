/** How far a live value can be trusted by its age. */
export type Freshness = 'fresh' | 'late' | 'stale' | 'unknown';

/** Ages in seconds from which a value is dimmed, and from which it is hatched and says its age. */
export interface AgeLimits {
  readonly late: number;
  readonly stale: number;
}

/** A moving unit reports every few seconds. */
export const movingFix: AgeLimits = { late: 12, stale: 45 };

/** A standing unit reports rarely. */
export const standingFix: AgeLimits = { late: 90, stale: 300 };

/** Free beds are told by hand, by the shift. */
export const capacityAge: AgeLimits = { late: 4 * 3600, stale: 12 * 3600 };

/** Coverage is told every second, changed or not; in seconds of the wall clock. */
export const coverageAge: AgeLimits = { late: 3, stale: 8 };

/** Recommendations are asked for again before they reach this. */
export const recommendationAge: AgeLimits = { late: 20, stale: 60 };

/** The grade of a value of this age in seconds; one without an age is unknown. */
export function freshness(ageSeconds: number | null | undefined, limits: AgeLimits): Freshness {
  if (ageSeconds === null || ageSeconds === undefined) return 'unknown';
  if (ageSeconds >= limits.stale) return 'stale';
  return ageSeconds >= limits.late ? 'late' : 'fresh';
}
