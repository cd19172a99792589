import { decodeEcg, type EcgSegment, noSignal } from '../../shared/ecg/decodeEcg';
import type { EcgFeed } from '../../shared/ecg/EcgLive';
import { fromBase64 } from '../../shared/ecg/segment';
import type { EcgWaveBlock } from '../wire';
import { recentEcg } from './commands';

/** How often the live trace asks for what is new, and how far back, in milliseconds and seconds. */
const pollMs = 500;
const pollSeconds = 4;

/** The segments of blocks, in order; one that cannot be read is left out and shows as a gap. */
export function segmentsOf(blocks: readonly EcgWaveBlock[]): EcgSegment[] {
  return [...blocks]
    .sort((a, b) => a.sequence - b.sequence)
    .flatMap((block) => {
      try {
        return [decodeEcg(fromBase64(block.data))];
      } catch {
        return [];
      }
    });
}

/** The last seconds as one segment with the gaps left open; undefined when nothing came. Blocks of another rate or leads begin anew. */
export function joined(segments: readonly EcgSegment[], seconds: number): EcgSegment | undefined {
  const last = segments[segments.length - 1];
  if (!last) return undefined;
  const { leads, sampleRateHz: rate, lsbNanovolts } = last;
  const alike = segments.filter(
    (s) => s.sampleRateHz === rate && s.lsbNanovolts === lsbNanovolts && s.leads.join() === leads.join(),
  );
  const lengthOf = (s: EcgSegment) => s.samples[0]?.length ?? 0;
  const endMs = last.startedAtMs + (lengthOf(last) / rate) * 1000;
  const firstMs = Math.max(alike[0]?.startedAtMs ?? endMs, endMs - seconds * 1000);
  const count = Math.round(((endMs - firstMs) / 1000) * rate);
  const samples = leads.map(() => new Int16Array(count).fill(noSignal));
  for (const segment of alike) {
    const at = Math.round(((segment.startedAtMs - firstMs) / 1000) * rate);
    samples.forEach((line, lead) => {
      const from = segment.samples[lead];
      if (!from) return;
      const skip = Math.max(0, -at);
      const take = Math.min(from.length, count - at);
      if (take > skip) line.set(from.subarray(skip, take), at + skip);
    });
  }
  return { ...last, startedAtMs: firstMs, samples };
}

/** The running ECG from the agent: asks each half second for the blocks that this page does not have. */
export const ecgFeed: EcgFeed = (listener) => {
  let through = -1;
  let stopped = false;
  const ask = async () => {
    try {
      const fresh = (await recentEcg(pollSeconds)).filter((block) => block.sequence > through);
      through = Math.max(through, ...fresh.map((block) => block.sequence));
      if (!stopped) for (const segment of segmentsOf(fresh)) listener(segment, 0);
    } catch {
      // The trace itself says how old it is; the next poll tries again.
    }
  };
  const timer = setInterval(() => void ask(), pollMs);
  return () => {
    stopped = true;
    clearInterval(timer);
  };
};
