/** What a call can carry, best first: moving pictures, sound, a still every two seconds, and the text beside it. */
export const callLevels = ['video', 'voice', 'stills', 'text'] as const;
export type CallLevel = (typeof callLevels)[number];

/** What was measured of the way to a peer; undefined is not known. */
export interface CallMeasure {
  /** The share of packets that did not arrive, 0 to 1. */
  readonly loss: number | undefined;
  readonly rttMs: number | undefined;
  /** Whether the peers are connected at all. */
  readonly connected: boolean;
}

/** From these on a level is too much for the way. */
const tooMuch: Readonly<Record<Exclude<CallLevel, 'text'>, { loss: number; rttMs: number }>> = {
  video: { loss: 0.08, rttMs: 600 },
  voice: { loss: 0.25, rttMs: 1500 },
  stills: { loss: 0.6, rttMs: 5000 },
};

/** Below these shares of its own limits a better level is tried again. */
const goodShare = 0.5;

/** So many bad measures in a row step down, so many good ones step up: down fast, up slowly, so that it does not flap. */
const stepDownAfter = 2;
const stepUpAfter = 6;

/** Decides what a call carries, from what is measured every two seconds. */
export class LevelGovernor {
  private bad = 0;
  private good = 0;

  /** @param best the most that is wanted, such as voice where there is no camera. */
  constructor(
    private current: CallLevel = 'video',
    private readonly best: CallLevel = 'video',
  ) {}

  get level(): CallLevel {
    return this.current;
  }

  /** Takes a measure; the level that holds from now on. */
  measure(m: CallMeasure): CallLevel {
    const at = callLevels.indexOf(this.current);
    if (this.isTooMuch(m, this.current)) {
      this.good = 0;
      if (++this.bad >= stepDownAfter && at < callLevels.length - 1) this.step(at + 1);
    } else if (at > callLevels.indexOf(this.best) && this.wouldCarry(m, callLevels[at - 1])) {
      this.bad = 0;
      if (++this.good >= stepUpAfter) this.step(at - 1);
    } else {
      this.bad = 0;
      this.good = 0;
    }
    return this.current;
  }

  private step(to: number): void {
    this.current = callLevels[to] ?? 'text';
    this.bad = 0;
    this.good = 0;
  }

  private isTooMuch(m: CallMeasure, level: CallLevel): boolean {
    if (level === 'text') return false;
    if (!m.connected) return true;
    const limit = tooMuch[level];
    return (m.loss ?? 0) > limit.loss || (m.rttMs ?? 0) > limit.rttMs;
  }

  private wouldCarry(m: CallMeasure, level: CallLevel | undefined): boolean {
    if (!level || level === 'text' || !m.connected) return false;
    const limit = tooMuch[level];
    return (m.loss ?? 0) < limit.loss * goodShare && (m.rttMs ?? 0) < limit.rttMs * goodShare;
  }
}
