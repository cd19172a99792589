/** A stretch of ECG: the samples of some leads over the same time. */
export interface EcgSegment {
  /** When the first sample was taken, in milliseconds since 1970. */
  readonly startedAtMs: number;
  readonly sampleRateHz: number;
  /** What one step of a sample is worth. */
  readonly lsbNanovolts: number;
  readonly leads: readonly EcgLead[];
  /** For each lead its samples, equally many; noSignal where the lead was off. */
  readonly samples: readonly Int16Array[];
}

/** The sample that stands for "no signal": the electrode is off, or the value was lost. */
export const noSignal = -32768;

/** Leads by their code in a block, from 1. */
const leadNames = 'I II III aVR aVL aVF V1 V2 V3 V4 V5 V6 V7 V8 V9 V3R V4R V5R'.split(' ') as EcgLead[];

export type EcgLead =
  | ('I' | 'II' | 'III' | 'aVR' | 'aVL' | 'aVF')
  | ('V1' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6')
  | ('V7' | 'V8' | 'V9' | 'V3R' | 'V4R' | 'V5R');

/** Bytes that are no ECG block of a version this page knows; the message says why. */
export class EcgFormatError extends Error {}

const fixedHeader = 20;
const checksumSize = 4;
const derivedMode = 4;
const escapeLength = 20;
const window = 8;

/**
 * Reads a compressed block. Its layout is documented with EcgBlock in Emergency.Contracts.
 * @throws EcgFormatError when the bytes are no such block, or not all of it.
 */
export function decodeEcg(bytes: Uint8Array): EcgSegment {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const leads = readLeads(bytes, view);
  const count = view.getUint16(6, true);
  const sampleRateHz = view.getUint16(4, true);
  const lsbNanovolts = view.getUint32(8, true);
  if (count === 0 || sampleRateHz === 0 || lsbNanovolts === 0) throw new EcgFormatError('a block without samples, rate or step');
  const bits = new BitReader(bytes.subarray(fixedHeader + 4 * leads.length, bytes.length - checksumSize));
  const samples: Int16Array[] = [];
  for (const [index] of leads.entries()) {
    if (bits.left < count - 1) throw new EcgFormatError('the bits end before the samples do');
    const about = fixedHeader + leads.length + 3 * index;
    samples.push(readLead(bits, view.getUint8(about), view.getInt16(about + 1, true), count, limbSources(leads, samples, index)));
  }
  const startedAtMs = (view.getInt32(16, true) * 2 ** 32 + view.getUint32(12, true)) / 1000;
  return { startedAtMs, sampleRateHz, lsbNanovolts, leads, samples };
}

function readLeads(bytes: Uint8Array, view: DataView): EcgLead[] {
  if (bytes.length < fixedHeader + 4 + checksumSize || view.getUint16(0) !== 0x4542) throw new EcgFormatError('not an ECG block');
  if (bytes[2] !== 1) throw new EcgFormatError(`an ECG block of version ${bytes[2]}`);
  const count = view.getUint8(3);
  if (count === 0 || bytes.length < fixedHeader + 4 * count + checksumSize) throw new EcgFormatError('too short for its leads');
  const end = bytes.length - checksumSize;
  if (checksum(bytes.subarray(0, end)) !== view.getUint32(end, true)) throw new EcgFormatError('the checksum does not agree');
  const leads: EcgLead[] = [];
  for (const code of bytes.subarray(fixedHeader, fixedHeader + count)) {
    const name = leadNames[code - 1];
    if (!name || leads.includes(name)) throw new EcgFormatError(`lead code ${code} is unknown or repeated`);
    leads.push(name);
  }
  return leads;
}

/** What a lead that follows from I and II is expected to be at a sample; undefined for the other leads. */
function limbSources(
  leads: readonly EcgLead[],
  samples: readonly Int16Array[],
  index: number,
): ((at: number) => number) | undefined {
  const i = samples[leads.indexOf('I')];
  const ii = samples[leads.indexOf('II')];
  if (!i || !ii) return undefined;
  const one = (at: number) => i[at] ?? 0;
  const two = (at: number) => ii[at] ?? 0;
  switch (leads[index]) {
    case 'III':
      return (at) => two(at) - one(at);
    case 'aVR':
      return (at) => -((one(at) + two(at)) >> 1);
    case 'aVL':
      return (at) => (2 * one(at) - two(at)) >> 1;
    case 'aVF':
      return (at) => (2 * two(at) - one(at)) >> 1;
    default:
      return undefined;
  }
}

function readLead(bits: BitReader, modeAndK: number, first: number, count: number, derived?: (at: number) => number): Int16Array {
  const mode = modeAndK >> 4;
  if (mode > derivedMode || (mode === derivedMode && !derived)) throw new EcgFormatError(`mode ${mode} does not fit its lead`);
  const lead = new Int16Array(count);
  const expected = mode === derivedMode && derived ? derived : (at: number) => predicted(lead, at, mode);
  let start = 0;
  if (mode !== derivedMode) lead[start++] = first;
  bits.startLead(modeAndK & 15);
  for (let at = start; at < count; at++) {
    const coded = bits.readRice();
    const sample = expected(at) + ((coded & 1) === 0 ? coded >> 1 : -((coded + 1) >> 1));
    if (bits.left < 0 || sample < -32768 || sample > 32767)
      throw new EcgFormatError('the bits end early, or a sample is out of range');
    lead[at] = sample;
  }
  return lead;
}

function predicted(lead: Int16Array, at: number, order: number): number {
  const [a, b, c] = [lead[at - 1] ?? 0, lead[at - 2] ?? 0, lead[at - 3] ?? 0];
  switch (Math.min(order, at)) {
    case 0:
      return 0;
    case 1:
      return a;
    case 2:
      return 2 * a - b;
    default:
      return 3 * a - 3 * b + c;
  }
}

/** Reads bits, the highest of a byte first, and the Rice code that adapts itself. Past the end it reads zeros, and `left` is negative. */
class BitReader {
  private position = 0;
  private sum = 1;
  private seen = 1;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length * 8 - this.position;
  }

  startLead(k0: number): void {
    this.sum = 1 << k0;
    this.seen = 1;
  }

  readRice(): number {
    let k = 0;
    while (this.seen << k < this.sum) k++;
    let quotient = 0;
    while (quotient < escapeLength && this.bit() === 1) quotient++;
    const value = quotient === escapeLength ? this.read(escapeLength) : (quotient << k) | this.read(k);
    this.sum += value;
    if (++this.seen === window) {
      this.sum >>= 1;
      this.seen >>= 1;
    }
    return value;
  }

  private read(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = (value << 1) | this.bit();
    return value;
  }

  private bit(): number {
    const byte = this.bytes[this.position >> 3] ?? 0;
    return (byte >> (7 - (this.position++ & 7))) & 1;
  }
}

const checksumTable = Uint32Array.from({ length: 256 }, (_, value) => {
  let crc = value;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const value of bytes) crc = (checksumTable[(crc ^ value) & 255] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
