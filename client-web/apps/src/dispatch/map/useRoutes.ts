import type { Feature } from 'geojson';
import { useEffect, useState } from 'react';
import { isOver } from '../../shared/model/caseModel';
import { heading } from '../../shared/model/eta';
import { api } from '../../shared/transport/api';
import { useLive } from '../../shared/transport/live';
import { usePositions } from '../../shared/transport/positions';
import type { CaseView, LonLat } from '../../shared/transport/wire';
import { candidatesOf, pickedOf, useAdvice } from '../state/advice';
import { useDesk } from '../state/desk';
import type { MapParts } from './MapPane';

/** Routes are asked for again this often while the units drive, milliseconds. */
const refreshMs = 15_000;

/** The most routes drawn for one case. */
const maxRoutes = 4;

/** A way that is drawn: who drives it for which case, where, and how long it takes. */
export interface DrawnRoute {
  readonly caseId: string;
  readonly path: readonly (readonly [number, number])[];
  readonly unit: string;
  readonly seconds: number;
}

interface Leg {
  readonly unit: string;
  readonly caseId: string;
  readonly to: LonLat;
}

/** The ways that matter for a case: of the units that drive for it, else of the candidate that would. */
function legsOf(c: CaseView, picked: string | undefined, hospitalAt: (id: string) => LonLat | undefined): Leg[] {
  const driving = c.assignments
    .filter((a) => a.active && !isOver(a))
    .flatMap((a): Leg[] => {
      const to = heading(a.milestone);
      if (to === 'scene') return [{ unit: a.ambulanceId, caseId: c.caseId, to: c.location }];
      const hospital = to === 'hospital' && a.hospitalId ? hospitalAt(a.hospitalId) : undefined;
      return hospital ? [{ unit: a.ambulanceId, caseId: c.caseId, to: hospital }] : [];
    });
  const candidate =
    picked && !driving.some((leg) => leg.unit === picked) ? [{ unit: picked, caseId: c.caseId, to: c.location }] : [];
  return [...candidate, ...driving].slice(0, maxRoutes);
}

/** Draws the ways of the selected case and answers how long they take. */
export function useRoutes(parts: MapParts | undefined): readonly DrawnRoute[] {
  const [routes, setRoutes] = useState<readonly DrawnRoute[]>([]);
  const caseId = useDesk((s) => s.caseId);
  const pick = useDesk((s) => s.pick);
  const c = useLive((s) => (caseId ? s.cases[caseId] : undefined));
  const advice = useAdvice((s) => (s.caseId === caseId ? s.view : undefined));
  const picked = pickedOf(candidatesOf(advice), pick)?.ambulanceId;
  const legs = c ? legsOf(c, picked, (id) => useLive.getState().hospitals[id]?.position) : [];
  const key = legs.map((leg) => `${leg.unit}>${leg.to.lon},${leg.to.lat}`).join('|');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what the legs are.
  useEffect(() => {
    if (!parts) return;
    let current = true;
    const read = async () => {
      const found = await Promise.all(legs.map(readLeg));
      if (!current) return;
      const drawn = found.filter((route) => route !== undefined);
      parts.county.setData('route', { type: 'FeatureCollection', features: drawn.map((route) => route.feature) });
      setRoutes(drawn);
    };
    void read();
    const timer = legs.length > 0 ? setInterval(read, refreshMs) : undefined;
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [parts, key]);
  return routes;
}

async function readLeg({ unit, caseId, to }: Leg): Promise<(DrawnRoute & { feature: Feature }) | undefined> {
  const from = usePositions.getState().byId[unit]?.position ?? useLive.getState().units[unit]?.position;
  if (!from) return undefined;
  try {
    const route = await api.route(from, to);
    const path = route.geometry.coordinates.flatMap(([lon, lat]) =>
      lon === undefined || lat === undefined ? [] : [[lon, lat] as const],
    );
    return {
      unit,
      caseId,
      path,
      seconds: route.seconds,
      feature: { type: 'Feature', geometry: route.geometry, properties: { unit } },
    };
  } catch {
    // No way there, or no answer: the units and the place are drawn without a line between them.
    return undefined;
  }
}
