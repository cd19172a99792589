import { type EcgSegment, noSignal } from './decodeEcg';
import { type Interval, mmPerMillivolt, mmPerSecond, type PaperLayout, type Strip, xAt } from './paper';
import { samplesOf, withoutMains } from './segment';

export type PaperLook = 'pink' | 'dark';

interface Ink {
  readonly paper: string;
  readonly fine: string;
  readonly bold: string;
  readonly trace: string;
  readonly words: string;
  readonly gap: string;
  readonly mark: string;
  readonly caliper: string;
}

export const inks: Readonly<Record<PaperLook, Ink>> = {
  pink: {
    paper: '#fff6f4',
    fine: '#f6d3cd',
    bold: '#e9a79d',
    trace: '#101418',
    words: '#5b1f16',
    gap: 'rgb(70 86 100 / 16%)',
    mark: 'rgb(31 79 191 / 20%)',
    caliper: '#1f4fbf',
  },
  dark: {
    paper: '#0b1210',
    fine: '#16241f',
    bold: '#26413a',
    trace: '#d7f5e6',
    words: '#a9c9bd',
    gap: 'rgb(169 182 195 / 14%)',
    mark: 'rgb(122 162 255 / 28%)',
    caliper: '#7aa2ff',
  },
};

export interface PaperDrawing {
  readonly layout: PaperLayout;
  readonly segment: EcgSegment;
  readonly look: PaperLook;
  /** Screen pixels to a millimetre. */
  readonly pxPerMm: number;
  readonly filtered: boolean;
  readonly marks: readonly { readonly fromMs: number; readonly toMs: number; readonly leads: readonly string[] }[];
  readonly selection: Interval | undefined;
}

/** Draws the sheet; the context's unit is a screen pixel. */
export function drawPaper(ctx: CanvasRenderingContext2D, drawing: PaperDrawing): void {
  const { layout, pxPerMm, look } = drawing;
  const ink = inks[look];
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, layout.widthMm * pxPerMm, layout.heightMm * pxPerMm);
  drawGrid(ctx, layout.widthMm, layout.heightMm, pxPerMm, ink);
  for (const strip of layout.strips) {
    drawMarks(ctx, strip, drawing, ink);
    drawTrace(ctx, strip, drawing, ink);
    drawName(ctx, strip, pxPerMm, ink);
  }
  for (const baseline of layout.pulses) drawPulse(ctx, baseline, pxPerMm, ink);
  if (drawing.selection) drawCaliper(ctx, drawing.selection, drawing, ink);
}

/** Lines each millimetre, bolder each five. */
export function drawGrid(ctx: CanvasRenderingContext2D, widthMm: number, heightMm: number, pxPerMm: number, ink: Ink): void {
  for (const bold of [false, true]) {
    ctx.beginPath();
    ctx.strokeStyle = bold ? ink.bold : ink.fine;
    ctx.lineWidth = bold ? 1 : 0.6;
    for (let mm = 0; mm <= widthMm; mm += bold ? 5 : 1) {
      const x = Math.round(mm * pxPerMm) + 0.5;
      ctx.moveTo(x, 0);
      ctx.lineTo(x, heightMm * pxPerMm);
    }
    for (let mm = 0; mm <= heightMm; mm += bold ? 5 : 1) {
      const y = Math.round(mm * pxPerMm) + 0.5;
      ctx.moveTo(0, y);
      ctx.lineTo(widthMm * pxPerMm, y);
    }
    ctx.stroke();
  }
}

function drawTrace(ctx: CanvasRenderingContext2D, strip: Strip, { segment, pxPerMm, filtered }: PaperDrawing, ink: Ink): void {
  const raw = samplesOf(segment, strip.lead);
  const { sampleRateHz: rate, lsbNanovolts } = segment;
  const first = Math.round((strip.fromMs / 1000) * rate);
  const last = Math.round((strip.toMs / 1000) * rate);
  const left = strip.left * pxPerMm;
  const perSample = (mmPerSecond * pxPerMm) / rate;
  const perStep = ((lsbNanovolts / 1e6) * mmPerMillivolt * pxPerMm) as number;
  const baseline = strip.baseline * pxPerMm;
  if (!raw) return drawGap(ctx, strip, left, strip.right * pxPerMm, pxPerMm, ink);
  const samples = filtered ? withoutMains(raw, rate) : raw;
  ctx.beginPath();
  ctx.strokeStyle = ink.trace;
  ctx.lineWidth = 1.2;
  ctx.lineJoin = 'round';
  let gapFrom: number | undefined;
  let drawn = false;
  for (let i = first; i < last; i++) {
    const value = samples[i] ?? noSignal;
    const x = left + (i - first) * perSample;
    if (value === noSignal) {
      gapFrom ??= x;
      drawn = false;
      continue;
    }
    if (gapFrom !== undefined) drawGap(ctx, strip, gapFrom, x, pxPerMm, ink);
    gapFrom = undefined;
    const y = baseline - value * perStep;
    if (drawn) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
    drawn = true;
  }
  ctx.stroke();
  if (gapFrom !== undefined) drawGap(ctx, strip, gapFrom, strip.right * pxPerMm, pxPerMm, ink);
}

/** Nothing was measured here: a hatched field, and no line that could be taken for one. */
function drawGap(ctx: CanvasRenderingContext2D, strip: Strip, from: number, to: number, pxPerMm: number, ink: Ink): void {
  const top = (strip.top + 2) * pxPerMm;
  ctx.fillStyle = ink.gap;
  ctx.fillRect(from, top, to - from, (strip.bottom - strip.top - 4) * pxPerMm);
}

function drawName(ctx: CanvasRenderingContext2D, strip: Strip, pxPerMm: number, ink: Ink): void {
  ctx.fillStyle = ink.words;
  ctx.font = `600 ${Math.max(12, 3.2 * pxPerMm)}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.fillText(strip.lead, strip.left * pxPerMm + 3, (strip.top + 0.6) * pxPerMm);
  ctx.beginPath();
  ctx.strokeStyle = ink.words;
  ctx.lineWidth = 1;
  ctx.moveTo(strip.left * pxPerMm, (strip.baseline - 2.5) * pxPerMm);
  ctx.lineTo(strip.left * pxPerMm, (strip.baseline + 2.5) * pxPerMm);
  ctx.stroke();
}

/** One millivolt for a fifth of a second, which shows how far the paper deflects and runs. */
function drawPulse(ctx: CanvasRenderingContext2D, baselineMm: number, pxPerMm: number, ink: Ink): void {
  const at = (x: number, y: number): [number, number] => [x * pxPerMm, (baselineMm - y) * pxPerMm];
  ctx.beginPath();
  ctx.strokeStyle = ink.trace;
  ctx.lineWidth = 1.2;
  ctx.moveTo(...at(1, 0));
  ctx.lineTo(...at(2, 0));
  ctx.lineTo(...at(2, mmPerMillivolt));
  ctx.lineTo(...at(7, mmPerMillivolt));
  ctx.lineTo(...at(7, 0));
  ctx.lineTo(...at(9, 0));
  ctx.stroke();
}

function drawMarks(ctx: CanvasRenderingContext2D, strip: Strip, { marks, pxPerMm }: PaperDrawing, ink: Ink): void {
  for (const mark of marks) {
    const from = Math.max(mark.fromMs, strip.fromMs);
    const to = Math.min(mark.toMs, strip.toMs);
    if (to <= from || (mark.leads.length > 0 && !mark.leads.includes(strip.lead))) continue;
    const [x0, x1] = [xAt(strip, from) * pxPerMm, xAt(strip, to) * pxPerMm];
    ctx.fillStyle = ink.mark;
    ctx.fillRect(x0, strip.top * pxPerMm + 2, x1 - x0, (strip.bottom - strip.top) * pxPerMm - 4);
    ctx.strokeStyle = ink.caliper;
    ctx.lineWidth = 2;
    ctx.strokeRect(x0, strip.top * pxPerMm + 2, x1 - x0, (strip.bottom - strip.top) * pxPerMm - 4);
  }
}

function drawCaliper(ctx: CanvasRenderingContext2D, selection: Interval, { layout, pxPerMm }: PaperDrawing, ink: Ink): void {
  ctx.strokeStyle = ink.caliper;
  ctx.fillStyle = ink.mark;
  ctx.lineWidth = 1.5;
  for (const strip of layout.strips) {
    if (strip.lead !== selection.lead || selection.toMs < strip.fromMs || selection.fromMs > strip.toMs) continue;
    const [x0, x1] = [
      xAt(strip, Math.max(strip.fromMs, selection.fromMs)) * pxPerMm,
      xAt(strip, Math.min(strip.toMs, selection.toMs)) * pxPerMm,
    ];
    const [top, bottom] = [strip.top * pxPerMm + 2, strip.bottom * pxPerMm - 2];
    ctx.fillRect(x0, top, x1 - x0, bottom - top);
    ctx.beginPath();
    for (const x of [x0, x1]) {
      ctx.moveTo(x, top);
      ctx.lineTo(x, bottom);
    }
    ctx.moveTo(x0, strip.baseline * pxPerMm);
    ctx.lineTo(x1, strip.baseline * pxPerMm);
    ctx.stroke();
  }
}
