import { type EcgLead, type EcgSegment, noSignal } from './decodeEcg';
import { twelveLeads } from './paper';

/** What one step of a sample from a file is worth: fine enough for what machines export. */
const lsbNanovolts = 1000;

/** The longest file that is looked at, samples. */
const mostSamples = 120_000;

const leadOf = (name: string): EcgLead | undefined =>
  twelveLeads.find((lead) => lead.toLowerCase() === name.trim().replace(/^"|"$/g, '').toLowerCase());

/**
 * Reads an ECG that a machine exported as text: a column of seconds, then one column of millivolts for each lead, named in the
 * first line. Undefined when it is no such file. For looking at it before it is sent; the server reads the file itself.
 */
export function parseEcgCsv(text: string): EcgSegment | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const separator = lines[0]?.includes(';') ? ';' : lines[0]?.includes('\t') ? '\t' : ',';
  const names = (lines[0] ?? '').split(separator);
  const columns = names.flatMap((name, at) => {
    const lead = leadOf(name);
    return lead ? [{ lead, at }] : [];
  });
  const rows = lines.slice(1, mostSamples + 1).map((line) => line.split(separator));
  const times = rows.map((row) => Number(row[0]));
  const first = times[0];
  const last = times[times.length - 1];
  if (columns.length === 0 || rows.length < 2 || first === undefined || last === undefined) return undefined;
  const sampleRateHz = Math.round((rows.length - 1) / (last - first));
  if (!Number.isFinite(sampleRateHz) || sampleRateHz < 50 || sampleRateHz > 2000) return undefined;
  const samples = columns.map(({ at }) => Int16Array.from(rows, (row) => stepOf(row[at])));
  return { startedAtMs: 0, sampleRateHz, lsbNanovolts, leads: columns.map((c) => c.lead), samples };
}

/** Millivolts as a step; what is empty or no number is no signal. */
function stepOf(text: string | undefined): number {
  const millivolts = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(millivolts)) return noSignal;
  return Math.max(-32767, Math.min(32767, Math.round((millivolts * 1e6) / lsbNanovolts)));
}
