import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { coverageAge } from '../../shared/time/age';
import { formatDuration } from '../../shared/time/duration';
import { useNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import type { AreaCoverageView, AreaKind, CoverageView } from '../../shared/transport/wire';
import { Aged } from '../../shared/ui/Aged';
import { ageText } from '../../shared/ui/ageText';
import { usePreferences } from '../../shared/ui/preferences';
import { lookAt } from '../state/desk';
import { ByHour } from './ByHour';
import { partOf } from './share';
import { useCoverageAge } from './useCoverageAge';

/** How near the map goes to a place, as a zoom level. */
const placeZoom = 12;

function Sums({ coverage }: { coverage: CoverageView }) {
  const t = useT();
  const format = useFormat();
  const areas: readonly AreaKind[] = ['urban', 'rural'];
  const share = (part: number | null | undefined, all: number | undefined) => {
    const known = partOf(part, all);
    return known === undefined ? t('common.unknown') : format.percent(known);
  };
  const rows: readonly [string, (a: AreaCoverageView) => string][] = [
    [t('coverage.once'), (a) => share(a.covered, a.population)],
    [t('coverage.twice'), (a) => share(a.coveredTwice, a.population)],
    [t('coverage.expected'), (a) => share(a.expected, a.population)],
    [t('coverage.land'), (a) => share(a.areaCoveredKm2, a.areaKm2)],
    [t('coverage.left'), (a) => format.number(a.population - a.covered)],
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('coverage.people')}</th>
          {areas.map((area) => (
            <th key={area} scope="col">
              {`${t(`area.${area}`)} ≤ ${Math.round(coverage[area].standardSeconds / 60)}′`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {areas.map((area) => (
              <td key={area}>{value(coverage[area])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Worst({ coverage }: { coverage: CoverageView }) {
  const t = useT();
  const english = usePreferences((p) => p.language === 'en');
  return (
    <section>
      <h3>{t('coverage.worst')}</h3>
      <ol className="worst">
        {coverage.worst.map((place) => (
          <li key={`${place.name} ${place.position?.lon} ${place.position?.lat}`}>
            <button
              type="button"
              className="btn bare small"
              disabled={!place.position}
              onClick={() => place.position && lookAt(place.position, placeZoom)}
              data-testid="worst-place"
            >
              <span className="ellipsis">
                {(english && place.nameEn) || place.name}
                {place.township && place.township !== place.name && (
                  <span className="dim">{` · ${(english && place.townshipEn) || place.township}`}</span>
                )}
              </span>
              <b>{typeof place.etaSeconds === 'number' ? formatDuration(place.etaSeconds) : t('coverage.never')}</b>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Townships({ coverage }: { coverage: CoverageView }) {
  const t = useT();
  const format = useFormat();
  const english = usePreferences((p) => p.language === 'en');
  const townships = [...(coverage.townships ?? [])].filter((each) => each.population > 0);
  if (townships.length === 0) return null;
  townships.sort((a, b) => (a.share ?? 1) - (b.share ?? 1) || b.population - a.population);
  return (
    <section>
      <h3>{t('coverage.townships')}</h3>
      <table className="townships">
        <thead>
          <tr>
            <th scope="col">{t('coverage.township')}</th>
            <th scope="col">{t('coverage.people')}</th>
            <th scope="col">{t('coverage.onceShort')}</th>
            <th scope="col">{t('coverage.twiceShort')}</th>
            <th scope="col">{t('coverage.last')}</th>
          </tr>
        </thead>
        <tbody>
          {townships.map((each) => (
            <tr key={each.name} className={(each.share ?? 1) < 0.5 ? 'low' : ''}>
              <th scope="row">
                <button type="button" className="btn bare small" onClick={() => lookAt(each.position, placeZoom)}>
                  {english ? each.nameEn : each.name}
                </button>
              </th>
              <td>{format.number(each.population)}</td>
              <td>{typeof each.share === 'number' ? format.percent(each.share) : t('common.unknown')}</td>
              <td>{format.percent(partOf(each.coveredTwice, each.population) ?? 0)}</td>
              <td>{typeof each.lastSeconds === 'number' ? formatDuration(each.lastSeconds) : t('coverage.never')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Who is reached in time: by area, by township, by hour, and where it is worst. */
export function CoveragePanel() {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const coverage = useLive((s) => s.coverage);
  const age = useCoverageAge(now);
  if (!coverage) return <p className="dim">{t('common.unknown')}</p>;
  const busy = coverage.busyFraction;
  return (
    <div className="panel-body">
      <p className="dim" data-testid="coverage-age">
        {t('coverage.asOf', { n: coverage.units, time: format.time(coverage.asOf), age: ageText(t, age ?? 0) })}
      </p>
      <Aged ageSeconds={age} limits={coverageAge}>
        <Sums coverage={coverage} />
        {typeof busy === 'number' && (
          <p className="dim">
            {t(coverage.busyMeasured ? 'coverage.busyMeasured' : 'coverage.busySet', { share: format.percent(busy) })}
          </p>
        )}
        <ByHour />
        <Worst coverage={coverage} />
        <Townships coverage={coverage} />
      </Aged>
    </div>
  );
}
