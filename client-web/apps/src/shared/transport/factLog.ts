import type { FactBatch } from './wire';

/** How many batches may wait for a snapshot; more than that, and the snapshot is asked for again. */
export const maxHeldBatches = 500;

/** How many beats in a row may name a newer version than ours before we count ourselves as having missed a fact. */
export const maxBeatsBehind = 2;

export type Verdict = 'apply' | 'ignore' | 'hold' | 'gap';

/** Where this console stands in the server's sequence of facts, and what to do with each batch. */
export class FactLog {
  private version: number | undefined;
  private held: FactBatch[] = [];
  private behind = 0;

  /** The number of the last fact that was applied; undefined while a snapshot is awaited. */
  get at(): number | undefined {
    return this.version;
  }

  /** A snapshot was asked for: batches wait until it is here. */
  await(): void {
    this.version = undefined;
    this.held = [];
    this.behind = 0;
  }

  /** The snapshot is here; answers the waiting batches that follow it, or undefined when one is missing. */
  settle(version: number): FactBatch[] | undefined {
    this.version = version;
    const waiting = this.held;
    this.held = [];
    const next: FactBatch[] = [];
    for (const batch of waiting) {
      const verdict = this.offer(batch);
      if (verdict === 'gap') return undefined;
      if (verdict === 'apply') next.push(batch);
    }
    return next;
  }

  /**
   * Takes a batch. One that overlaps what is known is applied too: every view carries a version of its own, so
   * that the older half of it changes nothing.
   */
  offer(batch: FactBatch): Verdict {
    if (this.version === undefined) {
      if (this.held.length >= maxHeldBatches) return 'gap';
      this.held.push(batch);
      return 'hold';
    }
    if (batch.to <= this.version) return 'ignore';
    if (batch.from > this.version) return 'gap';
    this.version = batch.to;
    this.behind = 0;
    return 'apply';
  }

  /** Takes the version that a beat names; true when we have missed something. */
  beat(version: number): boolean {
    if (this.version === undefined || version <= this.version) {
      this.behind = 0;
      return false;
    }
    this.behind += 1;
    return this.behind > maxBeatsBehind;
  }
}
