import { useEffect, useRef, useState } from 'react';
import { useT } from '../../shared/i18n';
import { CountyMap } from '../../shared/map/countyMap';
import { useLive } from '../../shared/transport/live';
import { usePreferences } from '../../shared/ui/preferences';
import { DeskPanels } from '../coverage/DeskPanels';
import { useDesk } from '../state/desk';
import { MapTools } from './MapTools';
import { Overlay } from './overlay';
import { useClosures } from './useClosures';
import { useFocus } from './useFocus';
import { useHover } from './useHover';
import { useMapClicks } from './useMapClicks';
import { useMapData } from './useMapData';
import { useRoutes } from './useRoutes';
import { useScene } from './useScene';
import './MapPane.css';

export interface MapParts {
  readonly county: CountyMap;
  readonly overlay: Overlay;
  readonly canvas: HTMLCanvasElement;
}

/** Makes the map once the county is known, and lets it go with the pane. */
function useMapParts(host: React.RefObject<HTMLDivElement | null>, canvas: React.RefObject<HTMLCanvasElement | null>) {
  const [parts, setParts] = useState<MapParts>();
  const bounds = useLive((s) => s.county?.bounds);
  const boundsKey = bounds?.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same bounds in a new snapshot are the same county.
  useEffect(() => {
    if (!bounds || !host.current || !canvas.current) return;
    const { theme, language, showCoverage, showBands } = usePreferences.getState();
    const county = new CountyMap(host.current, { theme, language, coverage: showCoverage, bands: showBands }, bounds);
    const overlay = new Overlay(county.map, canvas.current, () => county.palette);
    setParts({ county, overlay, canvas: canvas.current });
    // For tests in a browser: where a unit is drawn at this moment, as {lon, lat}, or undefined when it is not on the map.
    window.__emergency = { unitPosition: (id) => overlay.unitPosition(id) };
    return () => {
      delete window.__emergency;
      overlay.destroy();
      county.destroy();
      setParts(undefined);
    };
  }, [boundsKey, host, canvas]);
  return parts;
}

/** What a panel beside the map takes of it, pixels. */
const panelWidth = 452;

const hints = {
  newCase: 'map.pick',
  moveCase: 'case.movePick',
  closeRoad: 'road.pick',
  closeArea: 'road.pickArea',
} as const;

/** The county, its units and its cases. */
export function MapPane() {
  const t = useT();
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const parts = useMapParts(host, canvas);
  const mode = useDesk((s) => s.mapMode);
  const panelOpen = useDesk((s) => s.panel !== undefined);
  // What the panel covers is no place for the middle of the map.
  useEffect(() => {
    parts?.county.map.easeTo({ padding: { left: panelOpen ? panelWidth : 0, top: 0, right: 0, bottom: 0 }, duration: 200 });
  }, [parts, panelOpen]);
  const failed = useMapData(parts);
  const routes = useRoutes(parts);
  useScene(parts, routes);
  useMapClicks(parts);
  useClosures(parts);
  useFocus(parts, routes);
  const tip = useHover(parts);
  return (
    <section className={`map-pane mode-${mode}`} aria-label={t('map.label')} data-testid="map">
      <div ref={host} className="map-host" />
      <canvas ref={canvas} className="map-overlay" />
      {mode !== 'select' && <p className="map-hint">{t(hints[mode])}</p>}
      {!parts && <p className="map-hint dim">{t('map.loading')}</p>}
      {failed.length > 0 && (
        <p className="map-hint mean-warning" role="status">
          {t('map.failed', { layers: failed.map((layer) => t(`map.layer.${layer}`)).join(', ') })}
        </p>
      )}
      {tip && (
        <div className="map-tip" style={{ left: tip.x, top: tip.y }}>
          {tip.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      <MapTools parts={parts} />
      <DeskPanels />
    </section>
  );
}
