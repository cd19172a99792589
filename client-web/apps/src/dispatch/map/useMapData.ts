import type { FeatureCollection } from 'geojson';
import { useEffect, useState } from 'react';
import { type Translate, useT } from '../../shared/i18n';
import { api, type MapLayerName } from '../../shared/transport/api';
import { useLive } from '../../shared/transport/live';
import type { HospitalView, StationView } from '../../shared/transport/wire';
import { usePreferences } from '../../shared/ui/preferences';
import type { MapParts } from './MapPane';

const layers: readonly MapLayerName[] = ['boundary', 'urban', 'water', 'places', 'roads'];

/** Wait before a layer that failed is read again, milliseconds. */
const retryMs = 5_000;

/** The coverage map is read at most this often, milliseconds. */
const coverageMs = 10_000;

const points = (items: readonly { lon: number; lat: number; properties: Record<string, unknown> }[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: items.map(({ lon, lat, properties }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties,
  })),
});

const hospitalPoints = (hospitals: Readonly<Record<string, HospitalView>>, t: Translate) =>
  points(
    Object.values(hospitals).map((h) => ({
      ...h.position,
      properties: { label: h.diversion ? t('map.diverted', { name: h.name }) : h.name, diverted: Boolean(h.diversion) },
    })),
  );

const stationPoints = (stations: readonly StationView[]) =>
  points(stations.map((s) => ({ ...s.position, properties: { label: s.name } })));

/** Fills the map's layers and keeps them; answers the layers that could not be read yet. */
export function useMapData(parts: MapParts | undefined): readonly MapLayerName[] {
  const t = useT();
  const [failed, setFailed] = useState<readonly MapLayerName[]>([]);
  const theme = usePreferences((p) => p.theme);
  const language = usePreferences((p) => p.language);
  const coverage = usePreferences((p) => p.showCoverage);
  const bands = usePreferences((p) => p.showBands);
  const coverageVersion = useLive((s) => s.coverage?.version);
  const hospitals = useLive((s) => s.hospitals);
  const stations = useLive((s) => s.county?.stations);

  useEffect(() => {
    if (!parts) return;
    let current = true;
    const timers: ReturnType<typeof setTimeout>[] = [];
    const read = async (layer: MapLayerName): Promise<void> => {
      try {
        const data = await api.mapLayer(layer);
        if (!current) return;
        parts.county.setData(layer, data);
        setFailed((names) => names.filter((name) => name !== layer));
      } catch {
        // Named on screen, and read again after a while.
        if (!current) return;
        setFailed((names) => (names.includes(layer) ? names : [...names, layer]));
        timers.push(setTimeout(() => void read(layer), retryMs));
      }
    };
    for (const layer of layers) void read(layer);
    return () => {
      current = false;
      for (const timer of timers) clearTimeout(timer);
    };
  }, [parts]);

  useEffect(() => parts?.county.setLook({ theme, language, coverage, bands }), [parts, theme, language, coverage, bands]);
  useEffect(() => parts?.county.setData('hospitals', hospitalPoints(hospitals, t)), [parts, hospitals, t]);
  useEffect(() => parts?.county.setData('stations', stationPoints(stations ?? [])), [parts, stations]);
  const roads = useLive((s) => s.roads?.version);
  useAreaMap(parts, 'coverage', coverage, coverageVersion !== undefined, roads);
  useAreaMap(parts, 'bands', bands, coverageVersion !== undefined, roads);
  return failed;
}

/** Reads one of the areas now and then while it is shown, and at once when a road was closed or opened. */
function useAreaMap(
  parts: MapParts | undefined,
  name: 'coverage' | 'bands',
  wanted: boolean,
  known: boolean,
  roads: number | undefined,
): void {
  const [turn, setTurn] = useState(0);
  // The version at the start of a turn decides; what changes within a turn waits for the next one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (!parts || !wanted) return;
    let current = true;
    const read = name === 'coverage' ? api.coverageMap : api.isochrones;
    read().then(
      (data) => current && parts.county.setData(name, data),
      () => undefined, // The old one stays; the next turn reads it again.
    );
    const timer = setTimeout(() => setTurn((n) => n + 1), coverageMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [parts, name, wanted, turn, known, roads]);
}
