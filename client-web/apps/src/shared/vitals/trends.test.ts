import { describe, expect, it } from 'vitest';
import type { VitalAlarmView, VitalTrendLine } from '../transport/careWire';
import { bandPath, bridged, type Frame, limitsOf, linePath, nearestBucket, rangeOf, runsOf, xOf, yOf } from './trendModel';

const frame: Frame = { width: 100, height: 50, buckets: 10, low: 0, high: 100 };
const line = (last: (number | null)[]): VitalTrendLine => ({ kind: 'heartRate', low: last, high: last, last });

describe('trends', () => {
  it('leave empty buckets open', () => {
    expect(runsOf([1, 2, null, 3, undefined, null, 4])).toEqual([
      [0, 1],
      [3, 3],
      [6, 6],
    ]);
    expect(linePath(frame, [50, 50, null, 50, 50], 0).match(/M/g)).toHaveLength(2);
    expect(bandPath(frame, line([50, 50, null, 50])).match(/M/g)).toHaveLength(1);
  });

  it('join what is measured seldom, up to the bridge and no further', () => {
    expect(bridged([1, null, null, 2, null, null, null, 3], 2)).toEqual([[0, 3], [7]]);
  });

  it('place values in their box', () => {
    expect(xOf(frame, 0)).toBe(5);
    expect(yOf(frame, 25)).toBe(37.5);
  });

  it('show at least their usual span, and all that was measured', () => {
    const [low, high] = rangeOf([line([20, 130])], [50, 120]);
    expect(low).toBeLessThan(20);
    expect(high).toBeGreaterThan(130);
    expect(rangeOf([line([80])], [50, 120])[0]).toBeGreaterThan(40);
  });

  it('know the limits that alarms were raised by, each once', () => {
    const alarm = { kind: 'heartRate', limit: 130 } as VitalAlarmView;
    expect(limitsOf([alarm, alarm, { ...alarm, kind: 'spO2', limit: 90 }], ['heartRate', 'pulse'])).toEqual([130]);
  });

  it('read the nearest measured bucket, not one far away', () => {
    expect(nearestBucket([1, null, null, null], 2)).toBe(0);
    expect(
      nearestBucket(
        Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : null)),
        15,
      ),
    ).toBeUndefined();
  });
});
