import { describe, expect, it } from 'vitest';
import { decodeEcg, EcgFormatError, noSignal } from './decodeEcg';
import golden from './goldenBlock.json';

const block = () => Uint8Array.from(Buffer.from(golden.block, 'hex'));

describe('decodeEcg', () => {
  it('reads the block that the server wrote, sample for sample', () => {
    const segment = decodeEcg(block());
    expect(segment.startedAtMs).toBeCloseTo(golden.startedAtMs, 3);
    expect(segment.sampleRateHz).toBe(golden.sampleRateHz);
    expect(segment.lsbNanovolts).toBe(golden.lsbNanovolts);
    expect(segment.leads.join(' ')).toBe(golden.leads);
    expect(segment.samples.map((lead) => lead.join(' '))).toEqual(golden.samples);
    expect(segment.samples[11]?.[30]).toBe(noSignal);
  });

  it('reads a block that is a part of a larger buffer', () => {
    const inside = new Uint8Array(block().length + 14);
    inside.set(block(), 7);
    expect(decodeEcg(inside.subarray(7, 7 + block().length)).samples).toEqual(decodeEcg(block()).samples);
  });

  it('refuses every block with a wrong bit', () => {
    for (let bit = 0; bit < block().length * 8; bit++) {
      const wrong = block();
      wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeEcg(wrong)).toThrow(EcgFormatError);
    }
  });

  it('refuses every block that is cut off', () => {
    for (let length = 0; length < block().length; length++)
      expect(() => decodeEcg(block().subarray(0, length))).toThrow(EcgFormatError);
  });
});
