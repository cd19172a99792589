import { describe, expect, it } from 'vitest';
import { noSignal } from './decodeEcg';
import { parseEcgCsv } from './parseCsv';

const file = (rows: string[], head = 't_s,i,II,aVR,v1') => [head, ...rows].join('\r\n');

describe('parseEcgCsv', () => {
  it('reads leads by name, millivolts as steps, and the rate from the times', () => {
    const ecg = parseEcgCsv(file(['0.000,-0.25,0.5,0,1', '0.002,-0.24,0.6,0,2', '0.004,-0.23,,x,3']));
    expect(ecg).toMatchObject({ sampleRateHz: 500, lsbNanovolts: 1000, leads: ['I', 'II', 'aVR', 'V1'] });
    expect([...(ecg?.samples[0] ?? [])]).toEqual([-250, -240, -230]);
    expect([...(ecg?.samples[1] ?? [])]).toEqual([500, 600, noSignal]);
    expect(ecg?.samples[2]?.[2]).toBe(noSignal);
  });

  it('takes the separators that machines use', () => {
    expect(parseEcgCsv('t;I\n0;0.1\n0.01;0.2')?.sampleRateHz).toBe(100);
  });

  it('refuses what is no ECG', () => {
    expect(parseEcgCsv('')).toBeUndefined();
    expect(parseEcgCsv('name,age\nx,1\ny,2')).toBeUndefined();
    expect(parseEcgCsv(file(['0,1,1,1,1', '0,1,1,1,1']))).toBeUndefined();
  });
});
