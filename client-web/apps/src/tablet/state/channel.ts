import { millis } from '../../shared/time/duration';
import type { ClockView } from '../../shared/transport/wire';

/** The part of a target after which a running clock warns; the domain's default. */
const warnAt = 0.8;

export interface ClockStanding {
  readonly grade: 'notStarted' | 'unknown' | 'running' | 'warning' | 'over' | 'met' | 'missed';
  /** Left while it runs, over when it is over, taken when it has ended. */
  readonly seconds: number | undefined;
}

/** How a clock stands at a moment: the view is of when it was made, and this lets it run on. */
export function clockOf(clock: ClockView, now: number): ClockStanding {
  const from = millis(clock.from);
  const to = millis(clock.to);
  if (from === undefined)
    return { grade: clock.state === 'unknown' || to !== undefined ? 'unknown' : 'notStarted', seconds: undefined };
  if (to !== undefined) {
    const took = Math.max(0, (to - from) / 1000);
    return { grade: took > clock.targetSeconds ? 'missed' : 'met', seconds: took };
  }
  const gone = (now - from) / 1000;
  const left = clock.targetSeconds - gone;
  if (left < 0) return { grade: 'over', seconds: -left };
  return { grade: gone >= clock.targetSeconds * warnAt ? 'warning' : 'running', seconds: left };
}
