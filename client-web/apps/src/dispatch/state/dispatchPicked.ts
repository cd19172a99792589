import { may } from '../../shared/session/session';
import { useLive } from '../../shared/transport/live';
import type { AdditionalUnitView, CandidateView, CaseView } from '../../shared/transport/wire';
import { candidatesOf, pickedOf, setAsking, spendAdvice, useAdvice } from './advice';
import { dispatchUnit } from './commands';
import { useDesk } from './desk';

/** What must be said before a candidate is sent: why it is taken from elsewhere, or why it in spite of what speaks against it. */
export type ReasonNeeded = 'divert' | 'override' | undefined;

export function reasonNeeded(candidates: readonly CandidateView[], picked: CandidateView): ReasonNeeded {
  if (picked.requiresDivert) return 'divert';
  const isFirst = candidates[0]?.ambulanceId === picked.ambulanceId;
  return isFirst && !picked.needsOverride ? undefined : 'override';
}

/** Sends a further unit that is advised: its first candidate needs no reason, for the county's own rule asks for it. */
export async function sendAdvised(c: CaseView, advised: AdditionalUnitView, seen: string): Promise<void> {
  const first = advised.candidates[0];
  if (!first || first.requiresDivert) return;
  if (await dispatchUnit(c, { ambulanceId: first.ambulanceId, recommendationId: seen })) spendAdvice();
}

/** Sends the picked candidate, with its reason when one is needed. */
export async function sendPicked(
  c: CaseView,
  candidates: readonly CandidateView[],
  picked: CandidateView,
  reason?: string,
): Promise<void> {
  const needed = reasonNeeded(candidates, picked);
  const seen = useAdvice.getState().view?.recommendationId;
  const body = {
    ambulanceId: picked.ambulanceId,
    ...(seen ? { recommendationId: seen } : {}),
    ...(reason ? { overrideReason: reason } : {}),
    ...(reason && needed === 'divert' ? { divertReason: reason } : {}),
  };
  const answer = await dispatchUnit(c, body, 'override-reason-required');
  if (answer) {
    spendAdvice();
    useDesk.setState({ pick: undefined });
    return;
  }
  // What is first changed between the last look and the key: the server asks why, and so does the desk.
  if (answer === undefined) setAsking(true);
}

/** Enter: sends the picked candidate of the selected case, or asks for the reason first. Whether there was anything to send. */
export function dispatchPicked(): boolean {
  const { caseId, pick, formOpen } = useDesk.getState();
  const { view, caseId: advised } = useAdvice.getState();
  const c = caseId ? useLive.getState().cases[caseId] : undefined;
  if (!c || formOpen || advised !== caseId || !may('dispatch')) return false;
  const candidates = candidatesOf(view);
  const picked = pickedOf(candidates, pick);
  if (!picked) return false;
  if (reasonNeeded(candidates, picked)) setAsking(true);
  else void sendPicked(c, candidates, picked);
  return true;
}
