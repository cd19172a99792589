import { useEffect } from 'react';
import { create } from 'zustand';
import { api } from '../../shared/transport/api';
import { useLive } from '../../shared/transport/live';
import type { CandidateView, RecommendationsView } from '../../shared/transport/wire';
import { useDesk } from './desk';
import { steady } from './steady';

/** How often recommendations are asked for again while somebody looks at them, milliseconds of real time. */
const refreshMs = 8_000;

/** Candidates in sight; each has a digit. */
export const maxCandidates = 9;

interface AdviceState {
  readonly caseId: string | undefined;
  readonly view: RecommendationsView | undefined;
  readonly failed: boolean;
  /** The case has a unit already and somebody wants to add another. */
  readonly adding: boolean;
  /** A reason is being asked for before the picked unit is sent. */
  readonly asking: boolean;
}

const none = { caseId: undefined, view: undefined, failed: false, adding: false, asking: false };

/** Which units the server recommends for the selected case. */
export const useAdvice = create<AdviceState>()(() => none);

export const setAdding = (adding: boolean) => useAdvice.setState({ adding, asking: false });
export const setAsking = (asking: boolean) => useAdvice.setState({ asking });

/** What was recommended is used up: the next answer must be a new one. */
export const spendAdvice = () => useAdvice.setState({ view: undefined, asking: false, adding: false });

export const candidatesOf = (view: RecommendationsView | undefined): CandidateView[] =>
  view?.candidates.slice(0, maxCandidates) ?? [];

/** The candidate that Enter would send: the picked one, else the first. */
export function pickedOf(candidates: readonly CandidateView[], pick: string | undefined): CandidateView | undefined {
  return candidates.find((c) => c.ambulanceId === pick) ?? candidates[0];
}

/** Keeps the recommendations of the selected case fresh while units can be sent to it. */
export function useAdviceWatch(): void {
  const caseId = useDesk((s) => s.caseId);
  const status = useLive((s) => (caseId ? s.cases[caseId]?.status : undefined));
  const version = useLive((s) => (caseId ? s.cases[caseId]?.version : undefined));
  const live = useLive((s) => s.phase === 'live');
  const adding = useAdvice((s) => s.adding);
  const wanted =
    caseId !== undefined && live && version !== undefined && (status === 'waiting' || (status === 'assigned' && adding));

  useEffect(() => {
    useAdvice.setState(caseId === useAdvice.getState().caseId ? {} : { ...none, caseId });
  }, [caseId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the case asks for new advice.
  useEffect(() => {
    if (!wanted || !caseId) return;
    let current = true;
    const ask = async () => {
      try {
        const view = await api.recommendations(caseId);
        if (!current) return;
        const candidates = steady(useAdvice.getState().view?.candidates, view.candidates);
        useAdvice.setState({ view: { ...view, candidates }, failed: false });
      } catch {
        // Shown where the list would be; the next round asks again.
        if (current) useAdvice.setState({ failed: true });
      }
    };
    void ask();
    const timer = setInterval(ask, refreshMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [wanted, caseId, version]);
}
