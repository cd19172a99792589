import { useEffect, useRef } from 'react';
import { useLive } from '../../shared/transport/live';
import { useDesk } from '../state/desk';
import type { MapParts } from './MapPane';
import type { DrawnRoute } from './useRoutes';

/** A selected case at less than this zoom is brought closer; its ways are shown no closer than the other. */
const caseZoom = 11.5;
const closestZoom = 13.5;

/** Brings a selected case into sight, then once its ways too; whoever moves the map by hand keeps it so. */
export function useFocus(parts: MapParts | undefined, routes: readonly DrawnRoute[]): void {
  const lookAt = useDesk((s) => s.lookAt);
  const caseId = useDesk((s) => s.caseId);
  const pick = useDesk((s) => s.pick);
  const mayFit = useRef(false);

  useEffect(() => {
    if (!parts || !lookAt) return;
    mayFit.current = false;
    if ('county' in lookAt) parts.county.fitCounty(useLive.getState().county?.bounds ?? []);
    else parts.county.lookAt(lookAt.at, lookAt.zoom);
  }, [parts, lookAt]);

  useEffect(() => {
    if (!parts) return;
    const byHand = () => {
      mayFit.current = false;
    };
    const { map } = parts.county;
    map.on('dragstart', byHand);
    map.on('wheel', byHand);
    return () => {
      map.off('dragstart', byHand);
      map.off('wheel', byHand);
    };
  }, [parts]);

  useEffect(() => {
    const c = caseId ? useLive.getState().cases[caseId] : undefined;
    mayFit.current = c !== undefined;
    if (parts && c) parts.county.lookAt(c.location, caseZoom);
  }, [parts, caseId]);

  useEffect(() => {
    if (pick) mayFit.current = true;
  }, [pick]);

  useEffect(() => {
    const c = caseId ? useLive.getState().cases[caseId] : undefined;
    if (!parts || !c || !mayFit.current || !routes.some((route) => route.caseId === caseId && (!pick || route.unit === pick)))
      return;
    mayFit.current = false;
    parts.county.fit([[c.location.lon, c.location.lat], ...routes.flatMap((route) => route.path)], closestZoom);
  }, [parts, routes, caseId, pick]);
}
