import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { coverageAge } from '../../shared/time/age';
import { useNow } from '../../shared/time/now';
import { type CoverageSample, useLive } from '../../shared/transport/live';
import type { AreaKind } from '../../shared/transport/wire';
import { Aged } from '../../shared/ui/Aged';
import { TrendIcon } from '../../shared/ui/icons';
import { useCoverageAge } from '../coverage/useCoverageAge';
import { showPanel, useDesk } from '../state/desk';

/** A change smaller than this is level, in shares of one. */
const levelBelow = 0.0005;

/** Size of the line, pixels, and the least span it shows, so that a ripple does not look like a storm. */
const line = { width: 44, height: 20, leastSpan: 0.04 } as const;

/** A line that moves less than this says nothing, in shares of one. */
const leastRange = 0.005;

/** The share over the last quarter of an hour as a line. */
function Sparkline({ samples, area }: { samples: readonly CoverageSample[]; area: AreaKind }) {
  const known = samples.flatMap((s) => (s[area] === undefined ? [] : [{ at: s.at, share: s[area] }]));
  const [first, last] = [known[0], known[known.length - 1]];
  if (!first || !last || known.length < 3) return null;
  const shares = known.map((s) => s.share);
  if (Math.max(...shares) - Math.min(...shares) < leastRange) return null;
  const middle = (Math.max(...shares) + Math.min(...shares)) / 2;
  const span = Math.max(line.leastSpan, Math.max(...shares) - Math.min(...shares));
  const points = known.map((s) => {
    const x = ((s.at - first.at) / Math.max(1, last.at - first.at)) * (line.width - 4) + 2;
    const y = line.height / 2 - ((s.share - middle) / span) * (line.height - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg className="sparkline" width={line.width} height={line.height} aria-hidden="true" focusable="false">
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

function Share({ area }: { area: AreaKind }) {
  const t = useT();
  const format = useFormat();
  const coverage = useLive((s) => s.coverage);
  const trend = useLive((s) => s.trend);
  const share = coverage?.[area].share;
  const first = trend[0]?.[area];
  const people = coverage?.[area].population ?? 0;
  const twice = coverage && people > 0 ? format.percent(coverage[area].coveredTwice / people) : t('common.unknown');
  const known = typeof share === 'number';
  const change = known && first !== undefined ? share - first : 0;
  const direction = Math.abs(change) < levelBelow ? 0 : Math.sign(change);
  const signed = `${change > 0 ? '+' : ''}${format.percent(change)}`;
  const hint = coverage
    ? `${t('bar.coverageHint', { time: format.time(coverage.asOf), twice })} · ${t('bar.trend', { change: signed })}`
    : t('common.unknown');
  return (
    <span className="share" title={hint} data-testid={`coverage-${area}`}>
      <span className="dim">{t(`area.${area}`)}</span>
      <b>{known ? format.percent(share) : t('common.unknown')}</b>
      {direction !== 0 && (
        <span className={`trend ${direction < 0 ? 'mean-warning' : 'dim'}`}>
          <TrendIcon size={10} direction={direction} />
          {format.percent(Math.abs(change))}
        </span>
      )}
      <span className="dim">
        <Sparkline samples={trend} area={area} />
      </span>
    </span>
  );
}

/** Which share of the people is reached in time, and where that is going. */
export function CoverageShares() {
  const t = useT();
  const now = useNow();
  const open = useDesk((s) => s.panel === 'coverage');
  return (
    <section className="group" aria-label={t('bar.coverage')}>
      <button
        type="button"
        className="btn bare small"
        aria-expanded={open}
        title={t('coverage.title')}
        onClick={() => showPanel(open ? undefined : 'coverage')}
        data-testid="open-coverage"
      >
        {t('bar.coverage')}
      </button>
      <Aged ageSeconds={useCoverageAge(now)} limits={coverageAge}>
        <Share area="urban" />
        <Share area="rural" />
      </Aged>
    </section>
  );
}
