import { useEffect, useState } from 'react';
import { decodeEcg, type EcgSegment } from '../ecg/decodeEcg';
import { readAttachment } from '../transport/careApi';

/** Recordings that were read stay at hand; the one used longest ago goes first. */
const kept = new Map<string, EcgSegment>();
const maxKept = 12;

type Recorded = { readonly segment: EcgSegment | undefined; readonly failed: boolean; readonly retry: () => void };

/** The samples of a recorded ECG: read once, for what is recorded does not change. */
export function useRecordedEcg(caseId: string, ecgId: string): Recorded {
  const key = `${caseId}/${ecgId}`;
  const [segment, setSegment] = useState(kept.get(key));
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again.
  useEffect(() => {
    let current = true;
    setFailed(false);
    setSegment(kept.get(key));
    if (kept.has(key)) return;
    readAttachment(caseId, ecgId)
      .then((bytes) => {
        const read = decodeEcg(bytes);
        kept.set(key, read);
        for (const oldest of kept.keys()) if (kept.size > maxKept) kept.delete(oldest);
        if (current) setSegment(read);
      })
      // Said where the paper would be, with a way to try again.
      .catch(() => current && setFailed(true));
    return () => {
      current = false;
    };
  }, [key, caseId, ecgId, attempt]);
  return { segment, failed, retry: () => setAttempt((n) => n + 1) };
}
