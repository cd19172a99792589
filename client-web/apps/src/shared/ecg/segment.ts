import { type EcgLead, type EcgSegment, noSignal } from './decodeEcg';

/** Bytes of a base64 text. */
export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Base64 of bytes. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  const step = 0x8000;
  for (let i = 0; i < bytes.length; i += step) binary += String.fromCharCode(...bytes.subarray(i, i + step));
  return btoa(binary);
}

export const samplesOf = (segment: EcgSegment, lead: EcgLead): Int16Array | undefined =>
  segment.samples[segment.leads.indexOf(lead)];

export const durationMs = (segment: EcgSegment): number => ((segment.samples[0]?.length ?? 0) / segment.sampleRateHz) * 1000;

/** One period of mains, seconds: an average over it holds nothing of 50 Hz. */
const mainsPeriod = 1 / 50;

/** The samples without the hum of 50 Hz mains: an average over one of its periods. Gaps stay gaps. For display, on request only. */
export function withoutMains(samples: Int16Array, rateHz: number): Int16Array {
  const width = Math.max(1, Math.round(rateHz * mainsPeriod));
  const half = Math.floor(width / 2);
  const smooth = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    if (samples[i] === noSignal) {
      smooth[i] = noSignal;
      continue;
    }
    let sum = 0;
    let count = 0;
    for (let j = Math.max(0, i - half); j < Math.min(samples.length, i - half + width); j++) {
      const value = samples[j] ?? noSignal;
      if (value === noSignal) continue;
      sum += value;
      count++;
    }
    smooth[i] = Math.round(sum / count);
  }
  return smooth;
}
