import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { HospitalIcon, StationIcon } from '../../shared/ui/icons';
import { usePreferences } from '../../shared/ui/preferences';
import { DutyMark } from '../board/DutyMark';
import { lookAtCounty } from '../state/desk';
import type { MapParts } from './MapPane';

function Legend() {
  const t = useT();
  const coverage = usePreferences((p) => p.showCoverage);
  return (
    <ul className="legend">
      <li>
        <DutyMark group="free" /> {t('map.legend.free')}
      </li>
      <li>
        <DutyMark group="busy" /> {t('map.legend.mission')}
      </li>
      <li>
        <DutyMark group="out" /> {t('map.legend.out')}
      </li>
      <li>
        <span className="swatch age-stale" /> {t('map.legend.stale')}
      </li>
      <li>
        <HospitalIcon /> {t('map.legend.hospital')}
      </li>
      <li>
        <StationIcon /> {t('map.legend.station')}
      </li>
      {coverage && (
        <>
          <li>
            <span className="swatch twice" /> {t('map.legend.twice')}
          </li>
          <li>
            <span className="swatch once" /> {t('map.legend.once')}
          </li>
          <li>
            <span className="swatch gap" /> {t('map.legend.gap')}
          </li>
        </>
      )}
    </ul>
  );
}

/** Zoom, whole county, coverage and legend. */
export function MapTools({ parts }: { parts: MapParts | undefined }) {
  const t = useT();
  const coverage = usePreferences((p) => p.showCoverage);
  const set = usePreferences((p) => p.set);
  const [legend, setLegend] = useState(false);
  return (
    <>
      <div className="map-tools">
        <button type="button" className="btn small icon" aria-label={t('map.zoomIn')} onClick={() => parts?.county.map.zoomIn()}>
          {'+'}
        </button>
        <button
          type="button"
          className="btn small icon"
          aria-label={t('map.zoomOut')}
          onClick={() => parts?.county.map.zoomOut()}
        >
          {'−'}
        </button>
        <button type="button" className="btn small" onClick={lookAtCounty}>
          {t('map.fitCounty')}
        </button>
        <button
          type="button"
          className="btn small"
          aria-pressed={coverage}
          onClick={() => set({ showCoverage: !coverage })}
          data-testid="toggle-coverage"
        >
          {t('map.coverage')}
        </button>
        <button type="button" className="btn small" aria-pressed={legend} onClick={() => setLegend(!legend)}>
          {t('map.legend')}
        </button>
      </div>
      {legend && <Legend />}
    </>
  );
}
