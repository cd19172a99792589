import { describe, expect, it } from 'vitest';
import { type EcgSegment, noSignal } from '../../shared/ecg/decodeEcg';
import golden from '../../shared/ecg/goldenBlock.json';
import { toBase64 } from '../../shared/ecg/segment';
import { joined, segmentsOf } from './ecg';

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

const segment = (startedAtMs: number, ...samples: number[]): EcgSegment => ({
  startedAtMs,
  sampleRateHz: 10,
  lsbNanovolts: 1000,
  leads: ['II'],
  samples: [Int16Array.from(samples)],
});

describe('blocks joined for paper', () => {
  it('leave a missing block open as a gap', () => {
    const paper = joined([segment(0, 1, 2), segment(400, 5, 6)], 10);
    expect(paper?.startedAtMs).toBe(0);
    expect([...(paper?.samples[0] ?? [])]).toEqual([1, 2, noSignal, noSignal, 5, 6]);
  });

  it('keep only the last seconds, counted from the newest sample', () => {
    const paper = joined([segment(0, 1, 2, 3, 4), segment(400, 5, 6)], 0.4);
    expect([...(paper?.samples[0] ?? [])]).toEqual([3, 4, 5, 6]);
  });

  it('never mix two rates or leads', () => {
    const other: EcgSegment = { ...segment(0, 9, 9), sampleRateHz: 20 };
    expect([...(joined([other, segment(400, 5, 6)], 10)?.samples[0] ?? [])]).toEqual([5, 6]);
  });

  it('are nothing without blocks', () => {
    expect(joined([], 10)).toBeUndefined();
  });
});

describe('blocks that cannot be read', () => {
  it('are left out, in the order of their sequence', () => {
    const good = { sequence: 2, at: '2026-03-01T08:00:00Z', data: toBase64(fromHex(golden.block)) };
    const bad = { sequence: 1, at: '2026-03-01T08:00:00Z', data: btoa('nonsense') };
    expect(segmentsOf([good, bad])).toHaveLength(1);
  });
});
