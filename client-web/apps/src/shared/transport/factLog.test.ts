import { describe, expect, it } from 'vitest';
import { FactLog, maxBeatsBehind, maxHeldBatches } from './factLog';
import type { FactBatch } from './wire';

const batch = (from: number, to: number): FactBatch => ({ from, to, at: '2026-11-22T00:00:00Z', facts: [] });

function settledAt(version: number): FactLog {
  const log = new FactLog();
  log.await();
  log.settle(version);
  return log;
}

describe('FactLog', () => {
  it('applies the batch that follows, and ignores one that is known', () => {
    const log = settledAt(7);
    expect(log.offer(batch(7, 9))).toBe('apply');
    expect(log.offer(batch(7, 9))).toBe('ignore');
    expect(log.at).toBe(9);
  });

  it('names a gap and stays where it is', () => {
    const log = settledAt(7);
    expect(log.offer(batch(8, 9))).toBe('gap');
    expect(log.at).toBe(7);
  });

  it('holds batches that come before the snapshot, and applies those after it', () => {
    const log = new FactLog();
    log.await();
    expect(log.offer(batch(4, 5))).toBe('hold');
    expect(log.offer(batch(5, 8))).toBe('hold');
    expect(log.settle(5)).toEqual([batch(5, 8)]);
    expect(log.at).toBe(8);
  });

  it('asks again when a batch is missing between the snapshot and what waited', () => {
    const log = new FactLog();
    log.await();
    log.offer(batch(9, 10));
    expect(log.settle(5)).toBeUndefined();
  });

  it('holds a bounded number of batches', () => {
    const log = new FactLog();
    log.await();
    for (let i = 0; i < maxHeldBatches; i++) expect(log.offer(batch(i, i + 1))).toBe('hold');
    expect(log.offer(batch(maxHeldBatches, maxHeldBatches + 1))).toBe('gap');
  });

  it('counts itself behind only after several beats in a row', () => {
    const log = settledAt(3);
    for (let i = 0; i < maxBeatsBehind; i++) expect(log.beat(4)).toBe(false);
    expect(log.beat(4)).toBe(true);
    log.offer(batch(3, 4));
    expect(log.beat(4)).toBe(false);
  });
});
