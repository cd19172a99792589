import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useLive } from '../../shared/transport/live';
import { HospitalIcon, StationIcon } from '../../shared/ui/icons';
import { usePreferences } from '../../shared/ui/preferences';
import { DutyMark } from '../board/DutyMark';
import { lookAtCounty, showPanel, useDesk } from '../state/desk';
import type { MapParts } from './MapPane';

function Legend() {
  const t = useT();
  const coverage = usePreferences((p) => p.showCoverage);
  const bands = usePreferences((p) => p.showBands);
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
      {bands && (
        <li>
          <span className="swatch reach" /> {t('map.legend.bands')}
        </li>
      )}
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
  const bands = usePreferences((p) => p.showBands);
  const panel = useDesk((s) => s.panel);
  const counts = {
    coverage: 0,
    roads: useLive((s) => s.roads?.conditions.length ?? 0),
    moves: useLive((s) => (s.relocations?.suggestions.length ?? 0) + (s.relocations?.takeovers.length ?? 0)),
  };
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
        <button
          type="button"
          className="btn small"
          aria-pressed={bands}
          onClick={() => set({ showBands: !bands })}
          data-testid="toggle-bands"
        >
          {t('map.bands')}
        </button>
        {(['coverage', 'roads', 'moves'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="btn small"
            aria-pressed={panel === each}
            onClick={() => showPanel(panel === each ? undefined : each)}
            data-testid={`panel-${each}`}
          >
            {t(`panel.${each}`)}
            {counts[each] > 0 && <b> {counts[each]}</b>}
          </button>
        ))}
        <button type="button" className="btn small" aria-pressed={legend} onClick={() => setLegend(!legend)}>
          {t('map.legend')}
        </button>
      </div>
      {legend && <Legend />}
    </>
  );
}
