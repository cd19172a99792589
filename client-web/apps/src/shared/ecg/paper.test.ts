import { describe, expect, it } from 'vitest';
import { layoutPaper, msAt, perMinute, stripAt, twelveLeads, xAt } from './paper';

describe('layoutPaper', () => {
  it('gives ten seconds 250 mm, in four columns of 62.5 mm and a rhythm strip below', () => {
    const sheet = layoutPaper('3x4', 10_000);
    expect(sheet).toMatchObject({ widthMm: 260, heightMm: 100 });
    expect(sheet.strips).toHaveLength(13);
    const v1 = sheet.strips.find((s) => s.lead === 'V1');
    expect(v1).toMatchObject({ fromMs: 5_000, toMs: 7_500, left: 135, right: 197.5, baseline: 12.5 });
    expect(sheet.strips[12]).toMatchObject({ lead: 'II', fromMs: 0, toMs: 10_000, left: 10, right: 260 });
    expect(sheet.pulses).toEqual([12.5, 37.5, 62.5, 87.5]);
  });

  it('gives each of twelve leads the whole time on its own row', () => {
    const sheet = layoutPaper('12x1', 10_000);
    expect(sheet.strips.map((s) => s.lead)).toEqual(twelveLeads);
    expect(sheet.strips.every((s) => s.fromMs === 0 && s.toMs === 10_000)).toBe(true);
    expect(sheet.heightMm).toBe(180);
  });

  it('finds the strip and the time under a place, and the place of a time', () => {
    const sheet = layoutPaper('3x4', 10_000);
    const strip = stripAt(sheet, 147.5, 30);
    expect(strip?.lead).toBe('V2');
    if (!strip) return;
    expect(msAt(strip, 147.5)).toBe(5_500);
    expect(xAt(strip, 5_500)).toBe(147.5);
    expect(msAt(strip, 9999)).toBe(strip.toMs);
    expect(stripAt(sheet, 5, 30)).toBeUndefined();
  });
});

describe('perMinute', () => {
  it('reads an interval as a rate, where it can be a heart’s', () => {
    expect(perMinute(750)).toBe(80);
    expect(perMinute(50)).toBeUndefined();
    expect(perMinute(9_000)).toBeUndefined();
  });
});
