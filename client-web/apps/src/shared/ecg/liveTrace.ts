import { type EcgLead, type EcgSegment, noSignal } from './decodeEcg';

/** Samples a second that are kept for display, whatever comes in. */
export const traceRateHz = 500;

/** Seconds that are kept for each lead; older ones are overwritten. */
export const traceSeconds = 16;

const capacity = traceRateHz * traceSeconds;

/** The place of a moment on the grid of time. */
const indexOf = (ms: number) => Math.round((ms * traceRateHz) / 1000);

/** The last seconds of a live ECG in fixed room: microvolts by lead, on one grid of time; what did not come is `noSignal`. */
export class LiveTrace {
  private readonly rings = new Map<EcgLead, Int16Array>();
  private newest = Number.NEGATIVE_INFINITY;
  private lost = 0;

  /** The index just behind the newest sample; -Infinity while there is none. */
  get end(): number {
    return this.newest;
  }

  /** When the newest sample was taken, milliseconds since 1970; undefined while there is none. */
  get newestMs(): number | undefined {
    return Number.isFinite(this.newest) ? (this.newest / traceRateHz) * 1000 : undefined;
  }

  /** Blocks that this page was not sent because it did not keep up. */
  get dropped(): number {
    return this.lost;
  }

  get leads(): EcgLead[] {
    return [...this.rings.keys()];
  }

  /** Forgets everything, as when another patient is looked at. */
  clear(): void {
    this.rings.clear();
    this.newest = Number.NEGATIVE_INFINITY;
    this.lost = 0;
  }

  /** Takes a block; a late one fills its own place, as long as that is still kept. */
  push(segment: EcgSegment, dropped = 0): void {
    this.lost += dropped;
    const count = segment.samples[0]?.length ?? 0;
    const from = indexOf(segment.startedAtMs);
    const to = indexOf(segment.startedAtMs + (count / segment.sampleRateHz) * 1000);
    if (to <= this.newest - capacity) return;
    for (const lead of segment.leads) if (!this.rings.has(lead)) this.rings.set(lead, new Int16Array(capacity).fill(noSignal));
    if (to > this.newest) {
      const open = Math.max(Number.isFinite(this.newest) ? this.newest : from, to - capacity);
      for (const ring of this.rings.values()) for (let i = open; i < to; i++) ring[i % capacity] = noSignal;
      this.newest = to;
    }
    segment.leads.forEach((lead, at) => {
      const samples = segment.samples[at];
      const ring = this.rings.get(lead);
      if (samples && ring) this.write(ring, samples, segment, from, to);
    });
  }

  private write(ring: Int16Array, samples: Int16Array, segment: EcgSegment, from: number, to: number): void {
    const scale = segment.lsbNanovolts / 1000;
    const step = segment.sampleRateHz / traceRateHz;
    for (let i = Math.max(from, this.newest - capacity); i < to; i++) {
      const sample = samples[Math.min(samples.length - 1, Math.floor((i - from) * step))] ?? noSignal;
      ring[i % capacity] = sample === noSignal ? noSignal : Math.max(-32767, Math.min(32767, Math.round(sample * scale)));
    }
  }

  /** Microvolts of a lead at an index; `noSignal` where nothing was measured or kept. */
  at(lead: EcgLead, index: number): number {
    if (index >= this.newest || index < this.newest - capacity) return noSignal;
    return this.rings.get(lead)?.[index % capacity] ?? noSignal;
  }
}

/** How fast the lag follows what it should be, per second: quickly when blocks come late, slowly back. */
const growPerSecond = 4;
const shrinkPerSecond = 0.15;

/** Kept in hand beyond the lateness of the blocks, milliseconds. */
const marginMs = 80;

/** Beyond this a block is a backlog rather than live, and the trace does not wait for it, milliseconds. */
const mostLagMs = 4_000;

/** Where the trace is drawn up to: behind the clock by as much as blocks come late, so that it runs smoothly. */
export class Playhead {
  private lag = 300;
  private wanted = 300;

  /** A block's newest sample arrived when the clock stood here; both in milliseconds. */
  arrived(newestMs: number, clockMs: number, blockMs: number): void {
    const late = Math.min(mostLagMs, Math.max(0, clockMs - newestMs) + blockMs + marginMs);
    this.wanted = late > this.wanted ? late : this.wanted + (late - this.wanted) * 0.1;
  }

  /** The time up to which to draw, after `elapsedMs` of real time more. */
  advance(clockMs: number, elapsedMs: number): number {
    const rate = this.wanted > this.lag ? growPerSecond : shrinkPerSecond;
    this.lag += (this.wanted - this.lag) * Math.min(1, (rate * elapsedMs) / 1000);
    return clockMs - this.lag;
  }

  get lagMs(): number {
    return this.lag;
  }
}
