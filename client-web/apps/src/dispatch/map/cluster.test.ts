import { describe, expect, it } from 'vitest';
import { cluster, type Placed } from './cluster';
import type { SceneUnit } from './scene';

const placed = (id: string, x: number, change: Partial<SceneUnit> = {}): Placed => ({
  unit: { id, group: 'free', strong: false, candidate: false, ...change } as SceneUnit,
  x,
  y: 0,
  heading: undefined,
});

describe('cluster', () => {
  it('joins neighbours of one duty only', () => {
    const { singles, clusters } = cluster([placed('A', 0), placed('B', 5), placed('C', 6, { group: 'busy' })], 16);
    expect(clusters).toHaveLength(1);
    expect(clusters[0]?.members.map((m) => m.unit.id)).toEqual(['A', 'B']);
    expect(singles.map((s) => s.unit.id)).toEqual(['C']);
  });

  it('leaves alone what matters now', () => {
    const { clusters } = cluster([placed('A', 0), placed('B', 5, { strong: true }), placed('C', 6, { candidate: true })], 16);
    expect(clusters).toEqual([]);
  });
});
