import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** The cases this page remembers; the oldest are forgotten first. */
const maxSent = 20;

interface Sent {
  /** Ids of the cases opened here, newest first. */
  readonly cases: readonly string[];
  /** The one that is followed; undefined while a new one is written. */
  readonly following: string | undefined;
}

/** What this clinic opened on this machine. */
export const useSent = create<Sent>()(
  persist((): Sent => ({ cases: [], following: undefined }), { name: 'emergency-clinic-cases', version: 1 }),
);

export const follow = (caseId: string | undefined) => useSent.setState({ following: caseId });

export const remember = (caseId: string) =>
  useSent.setState(({ cases }) => ({
    cases: [caseId, ...cases.filter((c) => c !== caseId)].slice(0, maxSent),
    following: caseId,
  }));
