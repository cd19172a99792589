import { describe, expect, it } from 'vitest';
import { type CallMeasure, LevelGovernor } from './quality';

const good: CallMeasure = { loss: 0, rttMs: 60, connected: true };
const lossy: CallMeasure = { loss: 0.15, rttMs: 120, connected: true };
const times = (governor: LevelGovernor, m: CallMeasure, n: number) => {
  for (let i = 0; i < n; i++) governor.measure(m);
  return governor.level;
};

describe('LevelGovernor', () => {
  it('keeps video on a good way, and through one bad measure', () => {
    const governor = new LevelGovernor();
    expect(times(governor, good, 10)).toBe('video');
    expect(times(governor, lossy, 1)).toBe('video');
    expect(times(governor, good, 1)).toBe('video');
  });

  it('steps down to what the way carries, and no further', () => {
    expect(times(new LevelGovernor(), lossy, 20)).toBe('voice');
    expect(times(new LevelGovernor(), { ...lossy, loss: 0.4 }, 20)).toBe('stills');
    expect(times(new LevelGovernor(), { ...good, rttMs: 2000 }, 20)).toBe('stills');
    expect(times(new LevelGovernor(), { ...good, connected: false }, 20)).toBe('text');
  });

  it('comes back one level at a time, slowly', () => {
    const governor = new LevelGovernor();
    times(governor, { ...lossy, loss: 0.4 }, 4);
    expect(governor.level).toBe('stills');
    expect(times(governor, good, 5)).toBe('stills');
    expect(times(governor, good, 1)).toBe('voice');
    expect(times(governor, good, 6)).toBe('video');
  });

  it('does not try again what would only just hold', () => {
    expect(times(new LevelGovernor('voice'), { ...good, loss: 0.06 }, 50)).toBe('voice');
  });

  it('never sends more than was asked for', () => {
    expect(times(new LevelGovernor('voice', 'voice'), good, 50)).toBe('voice');
  });
});
