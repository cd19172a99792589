import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n';
import { factsNow } from '../time/now';
import { ageText } from '../ui/ageText';
import { DangerMark, InfoMark, WarningMark } from '../ui/icons';
import type { EcgLead, EcgSegment } from './decodeEcg';
import { LiveTrace, Playhead, traceRateHz } from './liveTrace';
import { Sweep } from './sweep';
import { usePaperLook, usePxPerMm } from './usePaper';
import './EcgLive.css';

/** Hands blocks to a listener as they come; answers how to stop. */
export type EcgFeed = (listener: (segment: EcgSegment, dropped: number) => void) => () => void;

/** No block for longer than this and the trace stands still and says so, milliseconds. */
const silentMs = 3_000;

interface Reading {
  readonly ageMs: number | undefined;
  readonly dropped: number;
  readonly leads: readonly EcgLead[];
}

/** Fills a trace from the feed and says twice a second how it stands. */
function useTrace(feed: EcgFeed) {
  const trace = useRef(new LiveTrace());
  const playhead = useRef(new Playhead());
  const [reading, setReading] = useState<Reading>({ ageMs: undefined, dropped: 0, leads: [] });
  useEffect(() => {
    trace.current.clear();
    playhead.current = new Playhead();
    const stop = feed((segment, dropped) => {
      trace.current.push(segment, dropped);
      const blockMs = ((segment.samples[0]?.length ?? 0) / segment.sampleRateHz) * 1000;
      playhead.current.arrived(segment.startedAtMs + blockMs, factsNow(), blockMs);
    });
    const timer = setInterval(() => {
      const { newestMs, dropped, leads } = trace.current;
      setReading((before) => {
        const ageMs = newestMs === undefined ? undefined : Math.max(0, factsNow() - newestMs);
        return { ageMs, dropped, leads: before.leads.length === leads.length ? before.leads : leads };
      });
    }, 500);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [feed]);
  return { trace: trace.current, playhead, reading };
}

interface StripProps {
  trace: LiveTrace;
  playhead: { current: Playhead };
  lead: EcgLead;
  height: number;
}

/** One lead: a canvas that is drawn on at the screen's own pace. */
function LiveStrip({ trace, playhead, lead, height }: StripProps) {
  const t = useT();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pxPerMm = usePxPerMm();
  const look = usePaperLook();
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const frame = canvas.current?.parentElement;
    if (!frame) return;
    const observer = new ResizeObserver(() => setWidth(frame.clientWidth));
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = canvas.current;
    const ctx = element?.getContext('2d');
    if (!element || !ctx || width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const sweep = new Sweep(ctx, lead, width, height, pxPerMm, look);
    let last = performance.now();
    let frame = requestAnimationFrame(function draw(at) {
      const upTo = Math.floor((playhead.current.advance(factsNow(), at - last) * traceRateHz) / 1000);
      last = at;
      // Never beyond what has come: a missing block is waited for, and only what came after it shows it as a gap.
      sweep.advance(trace, Math.min(upTo, trace.end));
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [trace, playhead, lead, width, height, pxPerMm, look]);

  return (
    <div className="live-strip">
      <b>{lead}</b>
      <canvas ref={canvas} style={{ width: '100%', height }} role="img" aria-label={t('ecg.liveLead', { lead })} />
    </div>
  );
}

interface EcgLiveProps {
  feed: EcgFeed;
  leads: readonly EcgLead[];
  /** Height of a strip, pixels. */
  stripHeight?: number;
  /** What is known of the link's own saving, such as `half-rate`. */
  mode?: string | undefined;
}

/** The running ECG. It shows how old it is, leaves gaps open, and when nothing comes it stands still and says so. */
export function EcgLive({ feed, leads, stripHeight = 96, mode }: EcgLiveProps) {
  const t = useT();
  const { trace, playhead, reading } = useTrace(feed);
  const { ageMs, dropped } = reading;
  const silent = ageMs === undefined || ageMs > silentMs;
  return (
    <div className={`ecg-live ${silent ? 'silent' : ''}`} data-testid="ecg-live" data-silent={silent}>
      {leads.map((lead) => (
        <LiveStrip key={lead} trace={trace} playhead={playhead} lead={lead} height={stripHeight} />
      ))}
      <p className="standing" role="status">
        {silent ? (
          <span className={ageMs === undefined ? 'dim' : 'mean-danger'} data-testid="ecg-silent">
            {ageMs === undefined ? <InfoMark /> : <DangerMark />}{' '}
            {ageMs === undefined ? t('ecg.none') : t('ecg.silent', { age: ageText(t, ageMs / 1000) })}
          </span>
        ) : (
          <span className="dim" data-testid="ecg-age">
            {t('ecg.age', { seconds: (ageMs / 1000).toFixed(1) })}
          </span>
        )}
        {mode && mode !== 'full' && (
          <span className="mean-warning">
            <WarningMark size={14} /> {t.code('ecgMode', mode) ?? mode}
          </span>
        )}
        {dropped > 0 && (
          <span className="mean-warning" data-testid="ecg-dropped">
            <WarningMark size={14} /> {t('ecg.dropped', { n: dropped })}
          </span>
        )}
        <span className="faint">{t('ecg.scale')}</span>
      </p>
    </div>
  );
}
