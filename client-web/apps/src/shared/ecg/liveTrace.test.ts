import { describe, expect, it } from 'vitest';
import { type EcgSegment, noSignal } from './decodeEcg';
import { LiveTrace, Playhead, traceRateHz, traceSeconds } from './liveTrace';
import { durationMs, fromBase64, samplesOf, toBase64, withoutMains } from './segment';

const start = 1_795_000_000_000;

const block = (atMs: number, values: number[], rate = traceRateHz, lsbNanovolts = 1000): EcgSegment => ({
  startedAtMs: start + atMs,
  sampleRateHz: rate,
  lsbNanovolts,
  leads: ['II'],
  samples: [Int16Array.from(values)],
});

const index = (atMs: number) => ((start + atMs) * traceRateHz) / 1000;
const same = (n: number, value: number) => Array.from({ length: n }, () => value);

describe('LiveTrace', () => {
  it('keeps samples as microvolts at their time', () => {
    const trace = new LiveTrace();
    trace.push(block(0, [1, 2, 3], traceRateHz, 5000));
    expect([0, 2, 4].map((ms) => trace.at('II', index(ms)))).toEqual([5, 10, 15]);
    expect(trace.newestMs).toBe(start + 6);
    expect(trace.at('V1', index(0))).toBe(noSignal);
  });

  it('leaves what did not come open, and fills it when it comes late', () => {
    const trace = new LiveTrace();
    trace.push(block(0, same(50, 7)));
    trace.push(block(200, same(50, 9)), 1);
    expect(trace.at('II', index(150))).toBe(noSignal);
    expect(trace.dropped).toBe(1);
    trace.push(block(100, same(50, 8)));
    expect(trace.at('II', index(150))).toBe(8);
    expect(trace.at('II', index(250))).toBe(9);
  });

  it('repeats the samples of a slower recording', () => {
    const trace = new LiveTrace();
    trace.push(block(0, [1, 2], traceRateHz / 2));
    expect([0, 2, 4, 6].map((ms) => trace.at('II', index(ms)))).toEqual([1, 1, 2, 2]);
  });

  it('keeps no more than its seconds, and never shows an old lap as new', () => {
    const trace = new LiveTrace();
    trace.push(block(0, same(100, 5)));
    trace.push(block(traceSeconds * 1000 + 60, same(10, 6)));
    expect(trace.at('II', index(0))).toBe(noSignal);
    expect(trace.at('II', index(traceSeconds * 1000))).toBe(noSignal);
    expect(trace.at('II', index(traceSeconds * 1000 + 60))).toBe(6);
  });

  it('says that a lead is off where the block does', () => {
    const trace = new LiveTrace();
    trace.push(block(0, [3, noSignal, 3]));
    expect(trace.at('II', index(2))).toBe(noSignal);
  });
});

describe('Playhead', () => {
  it('stays behind the clock by what blocks are late, and gives way at once when they come later', () => {
    const playhead = new Playhead();
    playhead.arrived(10_000, 10_200, 200);
    for (let i = 1; i <= 600; i++) playhead.advance(10_200 + i * 16, 16);
    const clock = 10_200 + 600 * 16;
    expect(playhead.lagMs).toBeGreaterThan(380);
    const before = playhead.lagMs;
    playhead.arrived(clock - 2_000, clock, 200);
    for (let i = 1; i <= 60; i++) playhead.advance(clock + i * 16, 16);
    expect(playhead.lagMs).toBeGreaterThan(before + 1_000);
  });
});

describe('segments', () => {
  it('carry bytes through base64', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i & 255);
    expect(Buffer.compare(fromBase64(toBase64(bytes)), bytes)).toBe(0);
  });

  it('know how long they are and which lead is which', () => {
    const segment = block(0, same(1000, 1));
    expect(durationMs(segment)).toBe(2_000);
    expect(samplesOf(segment, 'V1')).toBeUndefined();
  });

  it('lose 50 Hz and nothing else to the filter, and keep their gaps', () => {
    const hum = Int16Array.from({ length: 1000 }, (_, i) => 500 + Math.round(100 * Math.sin((2 * Math.PI * 50 * i) / 500)));
    hum[400] = noSignal;
    const smooth = withoutMains(hum, 500);
    expect(smooth[400]).toBe(noSignal);
    expect(Math.max(...[100, 103, 107, 200].map((i) => Math.abs((smooth[i] ?? 0) - 500)))).toBeLessThanOrEqual(2);
  });
});
