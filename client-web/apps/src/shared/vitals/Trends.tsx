import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { serverClock } from '../time/now';
import { careApi } from '../transport/careApi';
import type { VitalAlarmView, VitalKind, VitalTrendLine, VitalTrendView } from '../transport/careWire';
import { usePolled } from '../transport/usePolled';
import { WarningMark } from '../ui/icons';
import { Segmented } from '../ui/Segmented';
import { bandPath, charts, type Frame, hasValues, limitsOf, linePath, nearestBucket, rangeOf, xOf, yOf } from './trendModel';
import { formatVital } from './vitalsModel';
import './Trends.css';

const spans = ['15', '60', '240'] as const;
type Span = (typeof spans)[number];

const buckets = 240;
const askEveryMs = 5_000;
const chartHeight = 96;

/** Values measured by cuff or hand are joined over this, seconds; monitored ones over much less. */
const bridgeSeconds = { spot: 1200, streamed: 20 } as const;
const seldom: ReadonlySet<VitalKind> = new Set<VitalKind>(['systolic', 'diastolic', 'mean', 'temperature', 'glucose']);

function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const frame = element.current;
    if (!frame) return;
    const observer = new ResizeObserver(() => setWidth(frame.clientWidth));
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}

interface ChartProps {
  view: VitalTrendView;
  lines: readonly VitalTrendLine[];
  least: readonly [number, number];
  limits: readonly number[];
  width: number;
  at: number | undefined;
}

function Chart({ view, lines, least, limits, width, at }: ChartProps) {
  const t = useT();
  const [low, high] = rangeOf(lines, least);
  const frame: Frame = { width, height: chartHeight, buckets: lines[0]?.last.length ?? 1, low, high };
  const first = lines[0];
  if (!first) return null;
  const bridgeOf = (kind: VitalKind) =>
    Math.round((seldom.has(kind) ? bridgeSeconds.spot : bridgeSeconds.streamed) / Math.max(0.1, view.bucketSeconds));
  const reading = (line: VitalTrendLine) => {
    const bucket = at === undefined ? line.last.findLastIndex((v) => typeof v === 'number') : nearestBucket(line.last, at);
    const value = bucket === undefined ? undefined : line.last[bucket];
    return typeof value === 'number' ? formatVital(line.kind, value) : '–';
  };
  const said = lines.map(reading).join(' / ');
  return (
    <figure className="trend" data-testid={`trend-${first.kind}`}>
      <figcaption>
        <span className="dim">{t(`vital.${first.kind}`)}</span> <b className="number">{said}</b>{' '}
        <span className="faint">{t(`vital.unit.${first.kind}`)}</span>
      </figcaption>
      <svg
        width={width}
        height={chartHeight}
        role="img"
        aria-label={t('trend.reading', { vital: t(`vital.${first.kind}`), last: said })}
      >
        {[low, high].map((value, i) => (
          <text key={value} x={width - 2} y={i === 0 ? chartHeight - 3 : 11} textAnchor="end" className="scale">
            {Math.round(value)}
          </text>
        ))}
        {limits
          .filter((limit) => limit > low && limit < high)
          .map((limit) => (
            <g key={limit} className="limit">
              <line x1={0} x2={width} y1={yOf(frame, limit)} y2={yOf(frame, limit)} />
              <text x={2} y={yOf(frame, limit) - 3}>
                {limit}
              </text>
            </g>
          ))}
        {lines.map((line, i) => (
          <g key={line.kind} className={`line line-${i}`}>
            <path className="band" d={bandPath(frame, line)} />
            <path d={linePath(frame, line.last, bridgeOf(line.kind))} fill="none" />
          </g>
        ))}
        {at !== undefined && <line className="cross" x1={xOf(frame, at)} x2={xOf(frame, at)} y1={0} y2={chartHeight} />}
      </svg>
    </figure>
  );
}

interface TrendsProps {
  caseId: string;
  patientId: string;
  alarms: readonly VitalAlarmView[];
}

/** How the vitals went; what was not measured is left open. Moving over a chart reads all of them at that time. */
export function Trends({ caseId, patientId, alarms }: TrendsProps) {
  const t = useT();
  const format = useFormat();
  const [span, setSpan] = useState<Span>('60');
  const [at, setAt] = useState<number>();
  const { element, width } = useWidth();
  const { view, failed } = usePolled(
    () => {
      const to = serverClock.now();
      const from = to - Number(span) * 60_000;
      return careApi.trend(caseId, patientId, new Date(from).toISOString(), new Date(to).toISOString(), buckets);
    },
    `${caseId} ${patientId} ${span}`,
    askEveryMs,
  );
  const drawn = charts.flatMap(({ kinds, least }) => {
    const lines = kinds.map((kind) => view?.lines.find((line) => line.kind === kind)).filter(hasValues);
    // The pulse of the oximeter only stands in for the heart rate.
    const shown = kinds[0] === 'heartRate' ? lines.slice(0, 1) : lines;
    return shown.length > 0 ? [{ key: kinds[0] ?? '', kinds, lines: shown, least }] : [];
  });
  const time = (bucket: number) => view && format.time(Date.parse(view.from) + (bucket + 0.5) * view.bucketSeconds * 1000);
  return (
    <section className="care-section trends" aria-label={t('trend.title')}>
      <header>
        <h3>{t('trend.title')}</h3>
        {at !== undefined && <span className="number">{time(at)}</span>}
        <Segmented
          label={t('trend.span')}
          value={span}
          options={spans.map((value) => ({
            value,
            content: Number(value) < 60 ? t('trend.minutes', { n: value }) : t('trend.hours', { n: Number(value) / 60 }),
          }))}
          onChange={setSpan}
        />
      </header>
      {failed && (
        <p className="mean-warning" role="status">
          <WarningMark size={14} /> {t('trend.failed')}
        </p>
      )}
      <div
        ref={element}
        className="charts"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setAt(Math.min(buckets - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * buckets))));
        }}
        onPointerLeave={() => setAt(undefined)}
      >
        {view &&
          width > 0 &&
          drawn.map(({ key, kinds, lines, least }) => (
            <Chart key={key} view={view} lines={lines} least={least} limits={limitsOf(alarms, kinds)} width={width} at={at} />
          ))}
      </div>
      {view && drawn.length === 0 && <p className="dim">{t('trend.none')}</p>}
      {view && drawn.length > 0 && (
        <p className="axis faint">
          <span>{format.shortTime(view.from)}</span>
          <span>{format.shortTime(view.to)}</span>
        </p>
      )}
    </section>
  );
}
