import { useLive } from '../../shared/transport/live';
import type { CandidateView, CaseView } from '../../shared/transport/wire';
import { candidatesOf, pickedOf, setAsking, spendAdvice, useAdvice } from './advice';
import { dispatchUnit } from './commands';
import { useDesk } from './desk';

/** What must be said before a candidate is sent: why not the first one, or why it is taken from elsewhere. */
export type ReasonNeeded = 'divert' | 'override' | undefined;

export function reasonNeeded(candidates: readonly CandidateView[], picked: CandidateView): ReasonNeeded {
  if (picked.requiresDivert) return 'divert';
  return candidates[0]?.ambulanceId === picked.ambulanceId ? undefined : 'override';
}

/** Sends the picked candidate, with its reason when one is needed. */
export async function sendPicked(
  c: CaseView,
  candidates: readonly CandidateView[],
  picked: CandidateView,
  reason?: string,
): Promise<void> {
  const isFirst = candidates[0]?.ambulanceId === picked.ambulanceId;
  const body = {
    ambulanceId: picked.ambulanceId,
    ...(reason && !isFirst ? { overrideReason: reason } : {}),
    ...(reason && picked.requiresDivert ? { divertReason: reason } : {}),
  };
  if (await dispatchUnit(c, body)) {
    spendAdvice();
    useDesk.setState({ pick: undefined });
  }
}

/** Enter: sends the picked candidate of the selected case, or asks for the reason first. Whether there was anything to send. */
export function dispatchPicked(): boolean {
  const { caseId, pick, formOpen } = useDesk.getState();
  const { view, caseId: advised } = useAdvice.getState();
  const c = caseId ? useLive.getState().cases[caseId] : undefined;
  if (!c || formOpen || advised !== caseId) return false;
  const candidates = candidatesOf(view);
  const picked = pickedOf(candidates, pick);
  if (!picked) return false;
  if (reasonNeeded(candidates, picked)) setAsking(true);
  else void sendPicked(c, candidates, picked);
  return true;
}
