import { emptyFacts, type FactsDraft, factsOf } from '../shared/care/facts';
import { decodeEcg, type EcgSegment } from '../shared/ecg/decodeEcg';
import { parseEcgCsv } from '../shared/ecg/parseCsv';
import { toBase64 } from '../shared/ecg/segment';
import type { ClinicCase } from '../shared/transport/careApi';
import type { ChannelKind } from '../shared/transport/careWire';
import type { Priority } from '../shared/transport/wire';

/** The largest file that fits into one request with everything else, bytes. */
export const mostFileBytes = 720 * 1024;

/** An ECG file as it was chosen: what to send of it, and how it looks. */
export interface EcgFile {
  readonly name: string;
  readonly segment: EcgSegment;
  readonly body: { readonly data: string } | { readonly csv: string };
  /** When it was last written, as the file says, milliseconds; the time of recording when nothing better is known. */
  readonly modified: number;
}

export interface ClinicDraft {
  readonly complaint: string;
  readonly priority: Priority;
  readonly channel: ChannelKind | 'none';
  /** How many minutes ago somebody of the clinic first saw the patient: clocks begin there. */
  readonly seenMinutesAgo: number;
  readonly facts: FactsDraft;
  readonly ecg: EcgFile | undefined;
  readonly statement: string;
  readonly notes: string;
}

export const emptyClinic: ClinicDraft = {
  complaint: '',
  priority: 'II',
  channel: 'none',
  seenMinutesAgo: 0,
  facts: emptyFacts,
  ecg: undefined,
  statement: '',
  notes: '',
};

/** Answers to when the patient was first seen, minutes ago. */
export const seenChoices = [0, 5, 10, 20, 30, 60] as const;

/** Words for what is seen most, with the channel and urgency that go with them. */
export const quick = [
  { key: 'chestPain', channel: 'chest-pain', priority: 'I' },
  { key: 'stroke', channel: 'stroke', priority: 'I' },
  { key: 'trauma', channel: 'trauma', priority: 'II' },
  { key: 'labour', channel: 'maternal', priority: 'II' },
  { key: 'child', channel: 'newborn-child', priority: 'II' },
] as const satisfies readonly { key: string; channel: ChannelKind; priority: Priority }[];

/** Reads a file as our own block or as text; why not, when it is neither. */
export function readEcgFile(name: string, bytes: Uint8Array, modified: number): EcgFile | 'too-large' | 'bad' {
  if (bytes.length > mostFileBytes) return 'too-large';
  if (bytes[0] === 0x45 && bytes[1] === 0x42) {
    try {
      return { name, modified, segment: decodeEcg(bytes), body: { data: toBase64(bytes) } };
    } catch {
      // Damaged, or of another version: it is not sent.
      return 'bad';
    }
  }
  const csv = new TextDecoder().decode(bytes);
  const segment = parseEcgCsv(csv);
  return segment ? { name, modified, segment, body: { csv } } : 'bad';
}

/** What is sent; undefined while something is missing or out of range. */
export function caseOf(draft: ClinicDraft, none: string, now: string): ClinicCase | undefined {
  const patient = factsOf(draft.facts, none);
  const complaint = draft.complaint.trim();
  if (!patient || !complaint) return undefined;
  const statement = draft.statement.trim();
  return {
    complaint,
    priority: draft.priority,
    patient,
    contactAt: new Date(Date.parse(now) - draft.seenMinutesAgo * 60_000).toISOString(),
    ...(draft.channel === 'none' ? {} : { channel: draft.channel }),
    ...(draft.ecg ? { ecg: { ...draft.ecg.body, ...(statement ? { statement } : {}) } } : {}),
    ...(draft.notes.trim() ? { notes: draft.notes.trim() } : {}),
  };
}
