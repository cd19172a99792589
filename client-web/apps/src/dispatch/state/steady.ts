import type { CandidateView } from '../../shared/transport/wire';

/** Arrivals this close together are one and the same to whoever decides, seconds. */
const sameSeconds = 8;

/** Whether nothing but a few seconds tells two candidates apart. */
function equals(a: CandidateView, b: CandidateView): boolean {
  if (typeof a.etaSeconds !== 'number' || typeof b.etaSeconds !== 'number') return false;
  return (
    Math.abs(a.etaSeconds - b.etaSeconds) <= sameSeconds &&
    a.meetsStandard === b.meetsStandard &&
    a.requiresDivert === b.requiresDivert &&
    a.needsOverride === b.needsOverride &&
    (a.coverageCost ?? 0) === (b.coverageCost ?? 0)
  );
}

/** Keeps equals in the order in which they already stand on screen, so that what Enter would send does not change under the hand. */
export function steady(before: readonly CandidateView[] | undefined, next: readonly CandidateView[]): CandidateView[] {
  const order = [...next];
  if (!before) return order;
  const place = new Map(before.map((c, i) => [c.ambulanceId, i]));
  const stoodAfter = (a: CandidateView, b: CandidateView) => {
    const [x, y] = [place.get(a.ambulanceId), place.get(b.ambulanceId)];
    return x !== undefined && y !== undefined && x > y;
  };
  for (let pass = 0; pass < order.length; pass++) {
    for (let i = 0; i + 1 < order.length; i++) {
      const [a, b] = [order[i], order[i + 1]];
      if (a && b && equals(a, b) && stoodAfter(a, b)) [order[i], order[i + 1]] = [b, a];
    }
  }
  return order;
}
