import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect } from 'react';
import { useLive } from '../../shared/transport/live';
import type { LonLat } from '../../shared/transport/wire';
import { addClosurePoint } from '../coverage/closureDraft';
import { setDraftPoint } from '../form/draft';
import { candidatesOf, useAdvice } from '../state/advice';
import { moveCase } from '../state/commands';
import { selectCase, useDesk } from '../state/desk';
import type { MapParts } from './MapPane';

function clickUnit(id: string): void {
  const { caseId } = useDesk.getState();
  const candidates = candidatesOf(useAdvice.getState().view);
  if (caseId && candidates.some((c) => c.ambulanceId === id)) return useDesk.setState({ pick: id });
  const unit = useLive.getState().units[id];
  if (unit?.caseId) selectCase(unit.caseId);
}

function place(at: LonLat): void {
  const { mapMode, caseId } = useDesk.getState();
  if (mapMode === 'newCase') return setDraftPoint(at);
  if (mapMode === 'closeRoad' || mapMode === 'closeArea') return addClosurePoint(at);
  const c = caseId ? useLive.getState().cases[caseId] : undefined;
  useDesk.setState({ mapMode: 'select' });
  if (c) void moveCase(c, at);
}

/** What a click on the map does. */
export function useMapClicks(parts: MapParts | undefined): void {
  useEffect(() => {
    if (!parts) return;
    const { map } = parts.county;
    const onClick = (event: MapMouseEvent) => {
      if (useDesk.getState().mapMode !== 'select') return place({ lon: event.lngLat.lng, lat: event.lngLat.lat });
      const hit = parts.overlay.hit(event.point.x, event.point.y);
      if (hit?.kind === 'case') selectCase(hit.id);
      else if (hit?.kind === 'unit') clickUnit(hit.id);
      else if (hit?.kind === 'cluster') parts.county.lookAt(hit.at, map.getZoom() + 2);
    };
    map.on('click', onClick);
    return () => {
      map.off('click', onClick);
    };
  }, [parts]);
}
