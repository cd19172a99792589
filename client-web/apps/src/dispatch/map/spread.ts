import type { Cluster, Placed } from './cluster';

/** Marks closer than this cover each other, in pixels; each is moved aside by as much. */
const gap = { x: 24, y: 26 } as const;

/** How often one mark gives way before it stays where it is. */
const maxSteps = 5;

type Mark = { readonly x: number; readonly y: number };

const covers = (a: Mark, b: Mark) => Math.abs(a.x - b.x) < gap.x && Math.abs(a.y - b.y) < gap.y * 0.8;

/** Sets marks that stand at one place below each other, so that each keeps its name. What drives stays where it is. */
export function spread(singles: readonly Placed[], clusters: readonly Cluster[]): { singles: Placed[]; clusters: Cluster[] } {
  const taken: Mark[] = [];
  const aside = <T extends Mark>(mark: T): T => {
    let moved = mark;
    for (let step = 1; step <= maxSteps && taken.some((other) => covers(other, moved)); step++)
      moved = { ...mark, y: mark.y + gap.y * step };
    taken.push(moved);
    return moved;
  };
  const stays = ({ unit, heading }: Placed) => heading !== undefined || unit.strong;
  const fixed = singles.filter(stays);
  taken.push(...fixed);
  return {
    clusters: clusters.map(aside),
    singles: [...singles.filter((each) => !stays(each)).map(aside), ...fixed],
  };
}
