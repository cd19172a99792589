import { useMemo } from 'react';
import { byUrgency, isOpen, matches } from '../../shared/model/caseModel';
import { useLive } from '../../shared/transport/live';
import type { CaseView } from '../../shared/transport/wire';
import { useDesk } from '../state/desk';

/** The queue in its order: what waits for a unit, then what has one. */
export function queueOf(cases: Readonly<Record<string, CaseView>>, search: string): CaseView[] {
  return Object.values(cases)
    .filter((c) => isOpen(c) && matches(c, search))
    .sort(byUrgency);
}

export function useQueue(): { waiting: CaseView[]; assigned: CaseView[] } {
  const cases = useLive((s) => s.cases);
  const search = useDesk((s) => s.search);
  return useMemo(() => {
    const queue = queueOf(cases, search);
    return { waiting: queue.filter((c) => c.status === 'waiting'), assigned: queue.filter((c) => c.status !== 'waiting') };
  }, [cases, search]);
}
