import { useEffect, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useNow } from '../../shared/time/now';
import { api } from '../../shared/transport/api';
import type { AreaKind, CoverageByHourView } from '../../shared/transport/wire';
import { type HourBar, hourBars } from './share';

/** Read again this often, milliseconds. */
const renewMs = 30_000;

const bar = { width: 12, gap: 3, height: 44 } as const;

function Bars({ area, bars }: { area: AreaKind; bars: readonly HourBar[] }) {
  const t = useT();
  const format = useFormat();
  const label = (b: HourBar) =>
    b.share === undefined
      ? `${format.shortTime(b.start)} ${t('common.unknown')}`
      : t('coverage.hourHint', {
          time: format.shortTime(b.start),
          share: format.percent(b.share),
          least: format.percent(b.least ?? b.share),
        });
  return (
    <figure className="by-hour">
      <figcaption className="dim">{t(`area.${area}`)}</figcaption>
      <svg width={bars.length * (bar.width + bar.gap)} height={bar.height} role="img" aria-label={t('coverage.byHour')}>
        {bars.map((b, i) => {
          const height = b.share === undefined ? bar.height : Math.max(1, b.share * bar.height);
          return (
            <rect
              key={b.start}
              className={b.share === undefined ? 'nobody' : 'known'}
              x={i * (bar.width + bar.gap)}
              y={bar.height - height}
              width={bar.width}
              height={height}
            >
              <title>{label(b)}</title>
            </rect>
          );
        })}
      </svg>
    </figure>
  );
}

/** How coverage was over the last day. An hour in which nobody looked is left as an outline. */
export function ByHour() {
  const t = useT();
  const now = useNow();
  const [view, setView] = useState<CoverageByHourView>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn reads once.
  useEffect(() => {
    let current = true;
    api.coverageByHour().then(
      (answer) => current && setView(answer),
      () => undefined, // The old one stays; the next turn reads it again.
    );
    const timer = setTimeout(() => setTurn((n) => n + 1), renewMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [turn]);
  if (!view) return null;
  return (
    <section>
      <h3>{t('coverage.byHour')}</h3>
      <Bars area="urban" bars={hourBars(view.hours, 'urban', now)} />
      <Bars area="rural" bars={hourBars(view.hours, 'rural', now)} />
    </section>
  );
}
