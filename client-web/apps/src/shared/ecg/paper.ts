import type { EcgLead } from './decodeEcg';

/** How paper runs and deflects everywhere: 25 mm/s and 10 mm/mV. */
export const mmPerSecond = 25;
export const mmPerMillivolt = 10;

export type PaperLayoutKind = '3x4' | '12x1';

/** The twelve leads in the order of a 12 × 1 sheet. */
export const twelveLeads: readonly EcgLead[] = 'I II III aVR aVL aVF V1 V2 V3 V4 V5 V6'.split(' ') as EcgLead[];

const columns: readonly (readonly EcgLead[])[] = [
  ['I', 'II', 'III'],
  ['aVR', 'aVL', 'aVF'],
  ['V1', 'V2', 'V3'],
  ['V4', 'V5', 'V6'],
];
const rhythmLead: EcgLead = 'II';

/** Room for the calibration pulse at the left, and the height of a row, in millimetres. */
const pulseRoom = 10;
const rowOf: Readonly<Record<PaperLayoutKind, number>> = { '3x4': 25, '12x1': 15 };

/** One lead over a stretch of time on the sheet; lengths in millimetres from its upper left corner. */
export interface Strip {
  readonly lead: EcgLead;
  readonly fromMs: number;
  readonly toMs: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly baseline: number;
}

export interface PaperLayout {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly strips: readonly Strip[];
  /** Baselines of the rows that begin with a calibration pulse. */
  readonly pulses: readonly number[];
}

/** Where each lead stands on the sheet. Four columns share the time between them, as if the paper ran on under a switch of leads. */
export function layoutPaper(kind: PaperLayoutKind, durationMs: number, leads: readonly EcgLead[] = twelveLeads): PaperLayout {
  const row = rowOf[kind];
  const strip = (lead: EcgLead, at: number, fromMs: number, toMs: number): Strip => ({
    lead,
    fromMs,
    toMs,
    left: pulseRoom + (fromMs / 1000) * mmPerSecond,
    right: pulseRoom + (toMs / 1000) * mmPerSecond,
    top: at * row,
    bottom: (at + 1) * row,
    baseline: (at + 0.5) * row,
  });
  const strips =
    kind === '12x1'
      ? leads.map((lead, i) => strip(lead, i, 0, durationMs))
      : [
          ...columns.flatMap((column, c) =>
            column.map((lead, r) => strip(lead, r, (c * durationMs) / columns.length, ((c + 1) * durationMs) / columns.length)),
          ),
          strip(rhythmLead, 3, 0, durationMs),
        ];
  const rows = kind === '12x1' ? leads.length : 4;
  return {
    widthMm: pulseRoom + (durationMs / 1000) * mmPerSecond,
    heightMm: rows * row,
    strips,
    pulses: Array.from({ length: rows }, (_, i) => (i + 0.5) * row),
  };
}

/** The strip under a place on the sheet. */
export const stripAt = (layout: PaperLayout, xMm: number, yMm: number): Strip | undefined =>
  layout.strips.find((s) => xMm >= s.left && xMm <= s.right && yMm >= s.top && yMm < s.bottom);

/** The time at a place of a strip, in milliseconds from the first sample, kept within it. */
export const msAt = (strip: Strip, xMm: number): number =>
  Math.round(Math.min(strip.toMs, Math.max(strip.fromMs, strip.fromMs + ((xMm - strip.left) / mmPerSecond) * 1000)));

/** Where a time stands on a strip, in millimetres. */
export const xAt = (strip: Strip, ms: number): number => strip.left + ((ms - strip.fromMs) / 1000) * mmPerSecond;

/** A stretch that somebody marks or measures. */
export interface Interval {
  readonly lead: EcgLead;
  readonly fromMs: number;
  readonly toMs: number;
}

/** How often a minute something returns after this many milliseconds; undefined when that is no heart's rate. */
export function perMinute(ms: number): number | undefined {
  return ms >= 200 && ms <= 3000 ? Math.round(60_000 / ms) : undefined;
}
