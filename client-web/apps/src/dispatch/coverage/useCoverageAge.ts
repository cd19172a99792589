import { secondsSince } from '../../shared/time/duration';
import { useLive } from '../../shared/transport/live';

/** How old the coverage on screen is, in seconds of the wall clock: an accelerated clock ages faster than its news can come. */
export function useCoverageAge(now: number): number | undefined {
  const asOf = useLive((s) => s.coverage?.asOf);
  const speed = useLive((s) => s.clockSpeed);
  const age = secondsSince(asOf, now);
  return age === undefined ? undefined : age / Math.max(1, speed);
}
