// A made-up heart in twelve leads, and the block format that carries it. For development only.
import { crc32 } from 'node:zlib';

export const rate = 500;
const lsbNanovolts = 5000;
export const leadNames = 'I II III aVR aVL aVF V1 V2 V3 V4 V5 V6'.split(' ');

// Height in mV of P, Q, R, S, ST and T in the leads that the others follow from, and in the chest leads.
const normal = {
  I: [0.1, -0.05, 0.7, -0.1, 0, 0.2],
  II: [0.15, -0.06, 1.0, -0.15, 0, 0.3],
  V1: [0.08, 0, 0.25, -0.9, 0.02, -0.05],
  V2: [0.08, 0, 0.4, -1.2, 0.05, 0.35],
  V3: [0.08, 0, 0.7, -0.8, 0.05, 0.4],
  V4: [0.1, -0.05, 1.2, -0.4, 0.02, 0.4],
  V5: [0.1, -0.08, 1.1, -0.2, 0, 0.35],
  V6: [0.1, -0.08, 0.9, -0.1, 0, 0.3],
};
const inferior = {
  ...normal,
  I: [0.1, -0.05, 0.7, -0.1, -0.15, 0.05],
  II: [0.15, -0.2, 0.8, -0.1, 0.25, 0.45],
  V2: [0.08, 0, 0.5, -1.0, -0.15, 0.1],
};

const bump = (x, at, width) => Math.exp(-(((x - at) / width) ** 2) / 2);
const shape = ([p, q, r, s, st, t], x) =>
  p * bump(x, 0.12, 0.02) +
  q * bump(x, 0.225, 0.008) +
  r * bump(x, 0.25, 0.01) +
  s * bump(x, 0.275, 0.01) +
  st * (bump(x, 0.37, 0.05) + bump(x, 0.44, 0.05) * 0.7) +
  t * bump(x, 0.5, 0.045);

/** Twelve leads from a moment on, as steps of the block; `bpm` beats a minute. */
export function heart(fromMs, seconds, { bpm = 78, pattern = 'normal', off = [] } = {}) {
  const form = pattern === 'stemi' ? inferior : normal;
  const count = Math.round(seconds * rate);
  const leads = Object.fromEntries(leadNames.map((name) => [name, new Array(count)]));
  for (let i = 0; i < count; i++) {
    const t = fromMs / 1000 + i / rate;
    const x = (t % (60 / bpm)) / Math.min(1, 60 / bpm / 0.75);
    const wander = 0.04 * Math.sin(t * 1.6);
    const noise = () => (Math.random() - 0.5) * 0.02;
    const mv = (name) => shape(form[name], x) + wander + noise();
    const step = (value) => Math.round((value * 1e6) / lsbNanovolts);
    const [one, two] = [step(mv('I')), step(mv('II'))];
    leads.I[i] = one;
    leads.II[i] = two;
    leads.III[i] = two - one;
    leads.aVR[i] = -((one + two) >> 1);
    leads.aVL[i] = (2 * one - two) >> 1;
    leads.aVF[i] = (2 * two - one) >> 1;
    for (const name of ['V1', 'V2', 'V3', 'V4', 'V5', 'V6']) leads[name][i] = off.includes(name) ? -32768 : step(mv(name));
  }
  return leads;
}

/** One block of those leads, each predicted by its last sample. */
export function encode(fromMs, leads) {
  const names = Object.keys(leads);
  const count = leads[names[0]].length;
  const head = Buffer.alloc(20 + 4 * names.length);
  head.write('EB', 0, 'latin1');
  head.set([1, names.length], 2);
  head.writeUInt16LE(rate, 4);
  head.writeUInt16LE(count, 6);
  head.writeUInt32LE(lsbNanovolts, 8);
  head.writeBigInt64LE(BigInt(Math.round(fromMs)) * 1000n, 12);
  const bits = [];
  names.forEach((name, i) => {
    head[20 + i] = leadNames.indexOf(name) + 1;
    const about = 20 + names.length + 3 * i;
    head[about] = (1 << 4) | 4;
    head.writeInt16LE(leads[name][0], about + 1);
    rice(bits, leads[name]);
  });
  const body = Buffer.alloc(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => {
    body[i >> 3] |= bit << (7 - (i & 7));
  });
  const whole = Buffer.concat([head, body]);
  const check = Buffer.alloc(4);
  check.writeUInt32LE(crc32(whole));
  return Buffer.concat([whole, check]);
}

function rice(bits, samples) {
  let sum = 16;
  let seen = 1;
  const push = (value, length) => {
    for (let b = length - 1; b >= 0; b--) bits.push((value >> b) & 1);
  };
  for (let i = 1; i < samples.length; i++) {
    const difference = samples[i] - samples[i - 1];
    const value = difference >= 0 ? difference * 2 : -difference * 2 - 1;
    let k = 0;
    while (seen << k < sum) k++;
    const quotient = value >> k;
    if (quotient >= 20) {
      for (let b = 0; b < 20; b++) bits.push(1);
      push(value, 20);
    } else {
      for (let b = 0; b < quotient; b++) bits.push(1);
      bits.push(0);
      push(value & ((1 << k) - 1), k);
    }
    sum += value;
    if (++seen === 8) {
      sum >>= 1;
      seen >>= 1;
    }
  }
}
