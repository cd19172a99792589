import { create } from 'zustand';
import { may } from '../../shared/session/session';
import type { LonLat, RoadShape } from '../../shared/transport/wire';
import { useDesk } from '../state/desk';

/** The most corners that the server takes. */
const maxCorners = 500;

interface ClosureDraft {
  readonly shape: RoadShape;
  readonly points: readonly LonLat[];
  /** Drawn to its end: now it is said why. */
  readonly ready: boolean;
}

const nothing: ClosureDraft = { shape: 'point', points: [], ready: false };

/** A closure that is being drawn on the map. */
export const useClosureDraft = create<ClosureDraft>()(() => nothing);

export function startClosure(shape: 'point' | 'area'): void {
  if (!may('dispatch')) return;
  useClosureDraft.setState({ ...nothing, shape });
  useDesk.setState({ mapMode: shape === 'point' ? 'closeRoad' : 'closeArea', panel: 'roads', view: 'desk' });
}

export function addClosurePoint(at: LonLat): void {
  const { shape, points } = useClosureDraft.getState();
  if (shape === 'point') {
    useClosureDraft.setState({ points: [at], ready: true });
    useDesk.setState({ mapMode: 'select' });
  } else if (points.length < maxCorners) useClosureDraft.setState({ points: [...points, at] });
}

/** Three corners make an area. */
export const canFinish = ({ points }: ClosureDraft) => points.length >= 3;

export function finishArea(): void {
  if (!canFinish(useClosureDraft.getState())) return;
  useClosureDraft.setState({ ready: true });
  useDesk.setState({ mapMode: 'select' });
}

export function dropClosure(): void {
  useClosureDraft.setState(nothing);
  useDesk.setState({ mapMode: 'select' });
}
