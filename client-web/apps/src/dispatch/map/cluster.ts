import type { UnitGroup } from '../../shared/model/unitModel';
import type { SceneUnit } from './scene';

export interface Placed {
  readonly unit: SceneUnit;
  readonly x: number;
  readonly y: number;
  readonly heading: number | undefined;
}

export interface Cluster {
  readonly group: UnitGroup;
  readonly members: readonly Placed[];
  readonly x: number;
  readonly y: number;
}

/** Distances in pixels within which units of one duty are drawn as one: far out, and near. */
const farRadius = 40;
const nearRadius = 16;

/** From this zoom on only what truly overlaps is drawn as one. */
const nearZoom = 10.5;

export const radiusAt = (zoom: number) => (zoom < nearZoom ? farRadius : nearRadius);

/** Draws units of one duty that lie close together as one; the ones that matter now always stand alone. */
export function cluster(placed: readonly Placed[], radius: number): { singles: Placed[]; clusters: Cluster[] } {
  const singles: Placed[] = [];
  const groups: { group: UnitGroup; members: Placed[]; x: number; y: number }[] = [];
  for (const item of placed) {
    const { unit, x, y } = item;
    if (unit.strong || unit.candidate) {
      singles.push(item);
      continue;
    }
    const near = groups.find((g) => g.group === unit.group && Math.hypot(g.x - x, g.y - y) < radius);
    if (near) near.members.push(item);
    else groups.push({ group: unit.group, members: [item], x, y });
  }
  const clusters: Cluster[] = [];
  for (const g of groups) {
    const [only] = g.members;
    if (g.members.length === 1 && only) singles.push(only);
    else clusters.push(g);
  }
  return { singles, clusters };
}
