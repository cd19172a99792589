import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { api } from '../../shared/transport/api';
import { asProblem, type Problem } from '../../shared/transport/problem';
import type { CaseListItem, CaseView } from '../../shared/transport/wire';

/** How many cases are read at the same time. */
const readersAtOnce = 4;

/** Ended cases as far as they were read; they change seldom, so that one reading serves the whole session. */
const useRead = create<{ readonly byId: Readonly<Record<string, CaseView>> }>()(() => ({ byId: {} }));

/** The list of ended cases, newest first. */
export function useEndedCases() {
  const [cases, setCases] = useState<CaseListItem[]>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    api.endedCases().then(setCases, (error) => setProblem(asProblem(error)));
  }, []);
  return { cases, problem };
}

/** Reads what the list does not tell of the cases in sight, a few at a time. */
export function useDetails(caseIds: readonly string[]): Readonly<Record<string, CaseView>> {
  const byId = useRead((s) => s.byId);
  const wanted = caseIds.join();
  useEffect(() => {
    let current = true;
    const waiting = wanted.split(',').filter((id) => id !== '' && !useRead.getState().byId[id]);
    const reader = async () => {
      for (let id = waiting.shift(); id !== undefined && current; id = waiting.shift()) {
        try {
          const read = await api.case(id);
          useRead.setState((s) => ({ byId: { ...s.byId, [read.caseId]: read } }));
        } catch {
          // The line stays without its details; opening the case asks again and says what is wrong.
        }
      }
    };
    for (let i = 0; i < readersAtOnce; i++) void reader();
    return () => {
      current = false;
    };
  }, [wanted]);
  return byId;
}
