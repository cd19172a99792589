import { describe, expect, it } from 'vitest';
import { freshness } from './age';
import { formatDuration, secondsSince } from './duration';
import { ServerClock } from './serverClock';
import { parseLocalDateTime, parseWallTime, startOfDay } from './wallTime';

const zone = 'Asia/Shanghai';

describe('ServerClock', () => {
  it('advances at the speed of the server', () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    clock.observe(1_000_000, 10);
    local = 2_000;
    expect(clock.now()).toBe(1_020_000);
  });

  it('smooths a small difference and takes a large one at once', () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    clock.observe(1_000_000, 1);
    local = 1_000;
    clock.observe(1_001_400, 1);
    expect(clock.now()).toBe(1_001_100);
    clock.observe(2_000_000, 1);
    expect(clock.now()).toBe(2_000_000);
  });
});

describe('durations', () => {
  it('are written with hours only when there are some', () => {
    expect(formatDuration(65.9)).toBe('1:05');
    expect(formatDuration(3_661)).toBe('1:01:01');
    expect(formatDuration(-5)).toBe('0:05');
  });

  it('since an unknown instant are unknown, never zero', () => {
    expect(secondsSince(null, 5)).toBeUndefined();
    expect(secondsSince('nonsense', 5)).toBeUndefined();
  });
});

describe('freshness', () => {
  it('is graded by age, and unknown without one', () => {
    const limits = { late: 10, stale: 30 };
    expect([0, 10, 30, undefined].map((age) => freshness(age, limits))).toEqual(['fresh', 'late', 'stale', 'unknown']);
  });
});

describe('parseWallTime', () => {
  const now = Date.parse('2026-11-22T14:03:27+08:00');
  const read = (text: string) => {
    const at = parseWallTime(text, now, zone);
    return at === undefined ? undefined : new Date(at).toISOString();
  };

  it('reads a time of day in the county, with or without seconds', () => {
    expect(read('13:59:01')).toBe('2026-11-22T05:59:01.000Z');
    expect(read('1359')).toBe('2026-11-22T05:59:00.000Z');
    expect(read('9：05')).toBe('2026-11-22T01:05:00.000Z');
  });

  it('takes a time far ahead as yesterday’s, and refuses one a little ahead', () => {
    const night = Date.parse('2026-11-22T00:10:00+08:00');
    expect(parseWallTime('23:55', night, zone)).toBe(Date.parse('2026-11-21T23:55:00+08:00'));
    expect(read('14:30')).toBeUndefined();
  });

  it('refuses what is no time', () => {
    for (const text of ['', '25:00', '12:61', 'soon']) expect(read(text)).toBeUndefined();
  });
});

describe('startOfDay', () => {
  it('is midnight in the county, on either side of Greenwich', () => {
    expect(startOfDay('2026-11-22', zone)).toBe(Date.parse('2026-11-22T00:00:00+08:00'));
    expect(startOfDay('2026-11-22', 'Pacific/Auckland')).toBe(Date.parse('2026-11-22T00:00:00+13:00'));
    expect(startOfDay('2026-11-22', 'America/New_York')).toBe(Date.parse('2026-11-22T00:00:00-05:00'));
    expect(startOfDay('', zone)).toBeUndefined();
  });
});

describe('parseLocalDateTime', () => {
  it('is a moment by the county’s clock', () => {
    expect(parseLocalDateTime('2026-11-22T14:03', zone)).toBe(Date.parse('2026-11-22T14:03:00+08:00'));
    expect(parseLocalDateTime('', zone)).toBeUndefined();
  });
});
