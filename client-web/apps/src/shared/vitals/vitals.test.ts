import { describe, expect, it } from 'vitest';
import type { VitalKind, VitalValue } from '../transport/careWire';
import { extendHistory, maxHistory, newerVitals, sparkLines, tilesOf } from './vitalsModel';

const at = '2026-11-27T08:00:00Z';
const value = (kind: VitalKind, v: number, change: Partial<VitalValue> = {}): VitalValue => ({
  kind,
  value: v,
  at,
  off: false,
  ...change,
});

describe('tilesOf', () => {
  it('says of the four most important values that they were never measured', () => {
    expect(tilesOf([]).map((tile) => [tile.kind, tile.text])).toEqual([
      ['heartRate', undefined],
      ['spO2', undefined],
      ['systolic', undefined],
      ['respirationRate', undefined],
    ]);
  });

  it('puts a pressure into one tile, at the worse of its levels', () => {
    const [, , bp] = tilesOf([
      value('systolic', 118, { level: 'normal' }),
      value('diastolic', 41.6, { level: 'danger' }),
      value('mean', 67),
    ]);
    expect(bp).toMatchObject({ text: '118/42', mean: '67', level: 'danger' });
  });

  it('shows the pulse while the heart rate is off', () => {
    expect(tilesOf([value('heartRate', 80, { off: true }), value('pulse', 78)])[0]).toMatchObject({ text: '78', off: false });
    expect(tilesOf([value('heartRate', 80, { off: true })])[0]).toMatchObject({ text: '80', off: true });
  });
});

describe('extendHistory', () => {
  it('takes what is newer, not what is off or older, and keeps a bounded number', () => {
    let history = extendHistory({}, [value('heartRate', 80)]);
    expect(extendHistory(history, [value('heartRate', 99)])).toBe(history);
    for (let i = 1; i < maxHistory + 20; i++)
      history = extendHistory(history, [value('heartRate', i, { at: new Date(Date.parse(at) + i * 1000).toISOString() })]);
    expect(history.heartRate).toHaveLength(maxHistory);
    expect(extendHistory(history, [value('spO2', 97, { off: true })]).spO2).toBeUndefined();
  });
});

describe('sparkLines', () => {
  it('breaks where nothing was measured', () => {
    const points = [0, 1, 2, 40, 41, 42].map((s) => ({ at: s * 1000, value: 80 + (s % 3) }));
    expect(sparkLines(points, 72, 22, 30_000)).toHaveLength(2);
    expect(sparkLines(points.slice(0, 2), 72, 22, 30_000)).toEqual([]);
  });
});

describe('newerVitals', () => {
  it('orders by version', () => {
    const vitals = { caseId: 'c', patientId: '1', values: [], version: 4 };
    expect(newerVitals(vitals, undefined)).toBe(true);
    expect(newerVitals(vitals, { ...vitals, version: 4 })).toBe(false);
  });
});
