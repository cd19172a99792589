import { describe, expect, it } from 'vitest';
import { applyFacts, extendTrend, type LiveState, useLive } from './live';
import { reconnectDelay } from './liveLink';
import { mergePositions } from './positions';
import type { CoverageView, UnitPosition, UnitView } from './wire';

const unit = (version: number, duty: UnitView['duty']) => ({ ambulanceId: 'A01', duty, version }) as UnitView;
const fix = (fixAt: string, lon: number): UnitPosition => ({ ambulanceId: 'A01', position: { lon, lat: 29 }, fixAt });

describe('facts', () => {
  it('takes a newer view and leaves an older one', () => {
    const state: LiveState = { ...useLive.getState(), units: { A01: unit(5, 'OnMission') } };
    expect(applyFacts(state, [{ unit: unit(4, 'OffDuty') }]).units?.A01?.duty).toBe('OnMission');
    expect(applyFacts(state, [{ unit: unit(6, 'OffDuty') }]).units?.A01?.duty).toBe('OffDuty');
  });

  it('keeps what did not change', () => {
    const state = useLive.getState();
    expect(applyFacts(state, [{ unit: unit(1, 'OffDuty') }]).cases).toBe(state.cases);
  });
});

describe('positions', () => {
  it('lets the later fix win, whichever comes last', () => {
    const newer = fix('2026-11-22T08:00:05Z', 113.5);
    const older = fix('2026-11-22T08:00:00Z', 113.4);
    expect(mergePositions({}, [newer, older]).A01).toEqual(newer);
  });

  it('answers the same object when nothing is newer', () => {
    const known = { A01: fix('2026-11-22T08:00:05Z', 113.5) };
    expect(mergePositions(known, [fix('2026-11-22T08:00:05Z', 113.6)])).toBe(known);
  });
});

describe('trend', () => {
  it('keeps a quarter of an hour', () => {
    const at = (minute: number, share: number | null) =>
      ({
        asOf: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(),
        urban: { share },
        rural: { share: 0.5 },
      }) as CoverageView;
    const trend = [at(0, 0.9), at(10, null), at(20, 0.8)].reduce(extendTrend, []);
    expect(trend.map((s) => s.urban)).toEqual([undefined, 0.8]);
  });
});

describe('reconnectDelay', () => {
  it('grows to a bound and is spread', () => {
    expect(reconnectDelay(0, () => 0)).toBe(250);
    expect(reconnectDelay(0, () => 1)).toBe(500);
    expect(reconnectDelay(50, () => 1)).toBe(8000);
  });
});
