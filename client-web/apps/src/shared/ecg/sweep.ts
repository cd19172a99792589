import { type EcgLead, noSignal } from './decodeEcg';
import { inks, type PaperLook } from './drawPaper';
import { type LiveTrace, traceRateHz } from './liveTrace';
import { mmPerMillivolt, mmPerSecond } from './paper';

/** What is wiped ahead of the pen, millimetres. */
const wipeMm = 6;

/** How much of the time one frame may catch up with, seconds; more is skipped to. */
const catchUpSeconds = 2;

/**
 * A pen that runs across the strip from left to right and begins again, wiping ahead of itself. It draws only what is new;
 * a frame allocates nothing.
 */
export class Sweep {
  private drawn = Number.NaN;

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly lead: EcgLead,
    private readonly width: number,
    private readonly height: number,
    private readonly pxPerMm: number,
    private readonly look: PaperLook,
  ) {
    ctx.fillStyle = inks[look].paper;
    ctx.fillRect(0, 0, width, height);
    this.grid(0, width);
  }

  /** Draws up to an index of the trace. */
  advance(trace: LiveTrace, to: number): void {
    const from = Number.isNaN(this.drawn) ? to - 1 : Math.max(this.drawn, to - catchUpSeconds * traceRateHz);
    if (to <= from) return;
    const perSample = (mmPerSecond * this.pxPerMm) / traceRateHz;
    const perSweep = Math.floor(this.width / perSample);
    this.wipe(((to % perSweep) + 0) * perSample, (to - from) * perSample);
    this.stroke(trace, from, to, perSample, perSweep);
    this.drawn = to;
  }

  private stroke(trace: LiveTrace, from: number, to: number, perSample: number, perSweep: number): void {
    const { ctx, height } = this;
    const middle = height / 2;
    const perMicrovolt = (mmPerMillivolt * this.pxPerMm) / 1000;
    const ink = inks[this.look];
    ctx.beginPath();
    ctx.strokeStyle = ink.trace;
    ctx.fillStyle = ink.gap;
    ctx.lineWidth = 1.4;
    let down = false;
    for (let i = from - 1; i < to; i++) {
      const x = (i % perSweep) * perSample;
      const value = trace.at(this.lead, i);
      if (value === noSignal) {
        if (i >= from) ctx.fillRect(x, 4, perSample, height - 8);
        down = false;
        continue;
      }
      const y = middle - value * perMicrovolt;
      if (down && i % perSweep !== 0) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
      down = true;
    }
    ctx.stroke();
  }

  /** Clean paper from where the pen was to a little ahead of it. */
  private wipe(pen: number, length: number): void {
    const from = pen - length + 1;
    this.clean(Math.max(0, from), pen + wipeMm * this.pxPerMm);
    if (from < 0) this.clean(this.width + from, this.width);
    const over = pen + wipeMm * this.pxPerMm - this.width;
    if (over > 0) this.clean(0, over);
  }

  private clean(from: number, to: number): void {
    const left = Math.floor(from);
    this.ctx.fillStyle = inks[this.look].paper;
    this.ctx.fillRect(left, 0, Math.ceil(to) - left, this.height);
    this.grid(left, Math.ceil(to));
  }

  /** The lines of the paper between two places: bold each 5 mm, fine each millimetre. */
  private grid(from: number, to: number): void {
    const { ctx, pxPerMm, height } = this;
    const ink = inks[this.look];
    for (let mm = Math.ceil(from / pxPerMm); mm * pxPerMm <= to; mm++) {
      ctx.fillStyle = mm % 5 === 0 ? ink.bold : ink.fine;
      ctx.fillRect(Math.round(mm * pxPerMm), 0, 1, height);
    }
    const middle = Math.round(height / 2 / pxPerMm);
    for (let mm = 0; mm * pxPerMm <= height; mm++) {
      ctx.fillStyle = (mm - middle) % 5 === 0 ? ink.bold : ink.fine;
      ctx.fillRect(from, Math.round(height / 2 + (mm - middle) * pxPerMm), to - from, 1);
    }
  }
}
