import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { useEffect } from 'react';
import { type Translate, useT } from '../../shared/i18n';
import { useLive } from '../../shared/transport/live';
import type { LonLat, RoadConditionView } from '../../shared/transport/wire';
import { useClosureDraft } from '../coverage/closureDraft';
import type { MapParts } from './MapPane';

const pair = ({ lon, lat }: LonLat) => [lon, lat];
const ring = (points: readonly LonLat[]) => [...points, ...points.slice(0, 1)].map(pair);

/** The middle of what is closed, for its sign. */
function signAt(c: RoadConditionView): number[] {
  if (c.shape !== 'area') {
    const line = c.points.length > 1 ? c.points : (c.lines[0] ?? c.points);
    const middle = line[Math.floor((line.length - 1) / 2)] ?? c.points[0];
    return middle && c.shape !== 'point' ? pair(middle) : c.points[0] ? pair(c.points[0]) : [];
  }
  const sum = c.points.reduce((s, p) => ({ lon: s.lon + p.lon, lat: s.lat + p.lat }), { lon: 0, lat: 0 });
  return [sum.lon / c.points.length, sum.lat / c.points.length];
}

/** Closed and slowed roads as the map draws them. */
export function closureFeatures(conditions: readonly RoadConditionView[], t: Translate): FeatureCollection {
  const features: Feature[] = [];
  for (const c of conditions) {
    const closed = c.factor === null || c.factor === undefined;
    const label = closed ? c.reason : t('road.slowBy', { reason: c.reason, n: String(c.factor) });
    const add = (geometry: Geometry) =>
      features.push({
        type: 'Feature',
        geometry,
        properties: { closed, label, id: c.conditionId, width: c.shape === 'area' ? 1.5 : 5 },
      });
    if (c.shape === 'area') add({ type: 'Polygon', coordinates: [ring(c.points)] });
    for (const line of c.lines) add({ type: 'LineString', coordinates: line.map(pair) });
    const at = signAt(c);
    if (at.length > 0) add({ type: 'Point', coordinates: at });
  }
  return { type: 'FeatureCollection', features };
}

function draftFeatures(points: readonly LonLat[], area: boolean): FeatureCollection {
  const features: Feature[] = points.map((p) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: pair(p) },
    properties: {},
  }));
  if (area && points.length > 1)
    features.push({ type: 'Feature', geometry: { type: 'LineString', coordinates: ring(points) }, properties: {} });
  return { type: 'FeatureCollection', features };
}

/** Keeps closures, and the one being drawn, on the map. */
export function useClosures(parts: MapParts | undefined): void {
  const t = useT();
  const conditions = useLive((s) => s.roads?.conditions);
  const draft = useClosureDraft();
  useEffect(() => parts?.county.setData('closures', closureFeatures(conditions ?? [], t)), [parts, conditions, t]);
  useEffect(() => parts?.county.setData('drawing', draftFeatures(draft.points, draft.shape === 'area')), [parts, draft]);
}
