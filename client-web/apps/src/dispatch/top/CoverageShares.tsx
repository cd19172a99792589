import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { coverageAge } from '../../shared/time/age';
import { secondsSince } from '../../shared/time/duration';
import { useNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import type { AreaKind } from '../../shared/transport/wire';
import { Aged } from '../../shared/ui/Aged';
import { TrendIcon } from '../../shared/ui/icons';

/** A change smaller than this is level, in shares of one. */
const levelBelow = 0.001;

function Share({ area }: { area: AreaKind }) {
  const t = useT();
  const format = useFormat();
  const coverage = useLive((s) => s.coverage);
  const first = useLive((s) => s.trend[0]?.[area]);
  const share = coverage?.[area].share;
  const twice = coverage?.[area].coveredTwice;
  const known = typeof share === 'number';
  const change = known && first !== undefined ? share - first : 0;
  const direction = Math.abs(change) < levelBelow ? 0 : Math.sign(change);
  const hint = coverage
    ? t('bar.coverageHint', {
        time: format.time(coverage.asOf),
        twice: typeof twice === 'number' ? format.percent(twice) : t('common.unknown'),
      })
    : t('common.unknown');
  const signed = `${change > 0 ? '+' : ''}${format.percent(change)}`;
  return (
    <span className="share" title={hint} data-testid={`coverage-${area}`}>
      <span className="dim">{t(`area.${area}`)}</span>
      <b>{known ? format.percent(share) : t('common.unknown')}</b>
      {known && (
        <span className={`trend ${direction < 0 ? 'mean-warning' : 'dim'}`} title={t('bar.trend', { change: signed })}>
          <TrendIcon size={12} direction={direction} />
          {direction !== 0 && signed}
        </span>
      )}
    </span>
  );
}

/** Which share of the people is reached in time, and where that is going. */
export function CoverageShares() {
  const t = useT();
  const now = useNow();
  const asOf = useLive((s) => s.coverage?.asOf);
  return (
    <div className="group" title={t('bar.coverage')}>
      <span className="dim">{t('bar.coverage')}</span>
      <Aged ageSeconds={secondsSince(asOf, now)} limits={coverageAge}>
        <Share area="urban" />
        <Share area="rural" />
      </Aged>
    </div>
  );
}
