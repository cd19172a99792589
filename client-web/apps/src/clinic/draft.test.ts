import { describe, expect, it } from 'vitest';
import golden from '../shared/ecg/goldenBlock.json';
import { caseOf, emptyClinic, mostFileBytes, readEcgFile } from './draft';

const text = (words: string) => new TextEncoder().encode(words);
const now = '2026-11-27T08:40:00Z';

describe('readEcgFile', () => {
  it('reads our own block, and sends it as it is', () => {
    const bytes = Uint8Array.from(Buffer.from(golden.block, 'hex'));
    const file = readEcgFile('a.ecg', bytes, 1);
    expect(file).toMatchObject({ name: 'a.ecg', body: { data: Buffer.from(bytes).toString('base64') } });
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    expect(readEcgFile('a.ecg', bytes, 1)).toBe('bad');
  });

  it('reads text, and sends it as text', () => {
    const csv = 't,I\n0,0.1\n0.01,0.2\n';
    expect(readEcgFile('b.csv', text(csv), 1)).toMatchObject({ body: { csv } });
  });

  it('says what it cannot take', () => {
    expect(readEcgFile('c.txt', text('hello'), 1)).toBe('bad');
    expect(readEcgFile('d.csv', new Uint8Array(mostFileBytes + 1), 1)).toBe('too-large');
  });
});

describe('caseOf', () => {
  it('needs a complaint', () => {
    expect(caseOf(emptyClinic, 'none', now)).toBeUndefined();
  });

  it('says only what was written', () => {
    const draft = { ...emptyClinic, complaint: ' chest pain ', channel: 'chest-pain' as const, seenMinutesAgo: 20 };
    expect(caseOf(draft, 'none', now)).toEqual({
      complaint: 'chest pain',
      priority: 'II',
      patient: {},
      contactAt: '2026-11-27T08:20:00.000Z',
      channel: 'chest-pain',
    });
  });

  it('refuses a patient who cannot be', () => {
    const facts = { ...emptyClinic.facts, age: '200' };
    expect(caseOf({ ...emptyClinic, complaint: 'x', facts }, 'none', now)).toBeUndefined();
  });
});
