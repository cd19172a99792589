import { describe, expect, it } from 'vitest';
import { fromGcj02, toGcj02 } from './gcj02';
import { Glide } from './glide';
import { palettes } from './palette';
import { buildLayers, buildStyle } from './style';

const metres = (a: { lon: number; lat: number }, b: { lon: number; lat: number }) =>
  Math.hypot((a.lon - b.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180), (a.lat - b.lat) * 111_320);

describe('GCJ-02', () => {
  const seat = { lon: 113.44, lat: 29.48 };

  it('lies some 640 m off at Linxiang', () => {
    expect(metres(seat, toGcj02(seat))).toBeGreaterThan(560);
    expect(metres(seat, toGcj02(seat))).toBeLessThan(720);
  });

  it('is undone to within a centimetre', () => {
    expect(metres(seat, fromGcj02(toGcj02(seat)))).toBeLessThan(0.01);
  });
});

describe('Glide', () => {
  const a = { lon: 113, lat: 29 };
  const b = { lon: 113.001, lat: 29.001 };

  it('goes from one fix to the next in the time between them', () => {
    const glide = new Glide();
    glide.see('A01', a, 350, 0);
    glide.see('A01', b, 10, 1000);
    const half = glide.drawn('A01', 1500);
    expect(half?.at.lon).toBeCloseTo(113.0005, 6);
    expect(half?.heading).toBeCloseTo(0, 6);
    expect(glide.moving(1500)).toBe(true);
    expect(glide.drawn('A01', 2000)?.at).toEqual(b);
    expect(glide.moving(2000)).toBe(false);
  });

  it('jumps when the way is too far to have been driven', () => {
    const glide = new Glide();
    glide.see('A01', a, undefined, 0);
    glide.see('A01', { lon: 114, lat: 29 }, undefined, 1000);
    expect(glide.drawn('A01', 1000)?.at.lon).toBe(114);
  });

  it('forgets units that are gone', () => {
    const glide = new Glide();
    glide.see('A01', a, undefined, 0);
    glide.keepOnly(new Set(['A02']));
    expect(glide.drawn('A01', 0)).toBeUndefined();
  });
});

describe('style', () => {
  it('needs nothing from elsewhere', () => {
    const style = buildStyle(palettes.dark, 'zh-CN', false, false);
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(JSON.stringify(style)).not.toMatch(/https?:/);
  });

  it('has the same layers in every look, so that a look can be changed in place', () => {
    const ids = buildLayers(palettes.dark, 'zh-CN', false, false).map((layer) => layer.id);
    expect(buildLayers(palettes.light, 'en', true, false).map((layer) => layer.id)).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
