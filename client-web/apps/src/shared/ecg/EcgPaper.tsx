import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useT } from '../i18n';
import type { EcgSegment } from './decodeEcg';
import { drawPaper, type PaperLook } from './drawPaper';
import { type Interval, layoutPaper, msAt, type PaperLayoutKind, type Strip, stripAt, twelveLeads } from './paper';
import { durationMs } from './segment';
import { usePaperLook, usePxPerMm } from './usePaper';
import './EcgPaper.css';

interface EcgPaperProps {
  segment: EcgSegment;
  layout?: PaperLayoutKind;
  look?: PaperLook;
  /** Smooths out the hum of mains; off unless somebody asks for it. */
  filtered?: boolean;
  /** Stretches somebody has marked. */
  marks?: readonly { fromMs: number; toMs: number; leads: readonly string[] }[];
  /** The calipers, held by whoever uses this. */
  selection?: Interval | undefined;
  onSelect?: (selection: Interval | undefined) => void;
}

/** A key moves an edge of the calipers by this, milliseconds. */
const keyStepMs = 10;

/** A drag shorter than this is a click, which takes the calipers away. */
const leastMs = 20;

function useDrag(layout: ReturnType<typeof layoutPaper>, pxPerMm: number, onSelect: EcgPaperProps['onSelect']) {
  const start = useRef<{ strip: Strip; ms: number } | undefined>(undefined);
  const place = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) / pxPerMm, y: (event.clientY - box.top) / pxPerMm };
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLCanvasElement>) => {
      const { x, y } = place(event);
      const strip = stripAt(layout, x, y);
      if (!strip || !onSelect) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { strip, ms: msAt(strip, x) };
      onSelect(undefined);
    },
    onPointerMove: (event: PointerEvent<HTMLCanvasElement>) => {
      const from = start.current;
      if (!from) return;
      const ms = msAt(from.strip, place(event).x);
      if (Math.abs(ms - from.ms) < leastMs) return;
      onSelect?.({ lead: from.strip.lead, fromMs: Math.min(from.ms, ms), toMs: Math.max(from.ms, ms) });
    },
    onPointerUp: () => {
      start.current = undefined;
    },
  };
}

/** The calipers after a key: arrows move the later edge, with Shift the earlier one. */
function keyed(event: KeyboardEvent, selection: Interval | undefined, total: number): Interval | undefined {
  const by = event.key === 'ArrowRight' ? keyStepMs : event.key === 'ArrowLeft' ? -keyStepMs : 0;
  if (by === 0) return undefined;
  const now = selection ?? { lead: 'II' as const, fromMs: total / 2 - 500, toMs: total / 2 };
  const clamp = (ms: number) => Math.min(total, Math.max(0, ms));
  const moved = event.shiftKey ? { ...now, fromMs: clamp(now.fromMs + by) } : { ...now, toMs: clamp(now.toMs + by) };
  return moved.toMs - moved.fromMs >= leastMs ? moved : now;
}

/** A 12-lead on paper that is true to the screen's calibration: 25 mm/s and 10 mm/mV, nothing smoothed, gaps left open. */
export function EcgPaper({
  segment,
  layout: kind = '3x4',
  look,
  filtered = false,
  marks = [],
  selection,
  onSelect,
}: EcgPaperProps) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pxPerMm = usePxPerMm();
  const usual = usePaperLook();
  const total = durationMs(segment);
  const layout = useMemo(() => {
    const leads = twelveLeads.every((lead) => segment.leads.includes(lead)) ? twelveLeads : segment.leads;
    return layoutPaper(leads.length < twelveLeads.length ? '12x1' : kind, total, leads);
  }, [kind, total, segment]);
  const width = layout.widthMm * pxPerMm;
  const height = layout.heightMm * pxPerMm;

  useEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawPaper(ctx, { layout, segment, look: look ?? usual, pxPerMm, filtered, marks, selection });
  }, [layout, segment, look, usual, pxPerMm, filtered, marks, selection, width, height]);

  const drag = useDrag(layout, pxPerMm, onSelect);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the sheet is wider than its frame and scrolls by keyboard.
    <section className="ecg-paper" tabIndex={0} aria-label={t('ecg.paper')} data-testid="ecg-paper">
      <canvas
        ref={canvas}
        className={onSelect ? 'measured' : ''}
        style={{ width, height }}
        role="img"
        aria-label={t('ecg.describe', { leads: segment.leads.join(' '), seconds: Math.round(total / 100) / 10 })}
        tabIndex={onSelect ? 0 : undefined}
        {...drag}
        onPointerCancel={drag.onPointerUp}
        onKeyDown={(event) => {
          const next = onSelect && keyed(event, selection, total);
          if (!next) return;
          event.preventDefault();
          onSelect(next);
        }}
      />
    </section>
  );
}
