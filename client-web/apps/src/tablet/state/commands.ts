import { create } from 'zustand';
import { nowIso } from '../../shared/time/now';
import type { CallSignal, CrewAct, IceServer } from '../../shared/transport/careWire';
import { newKey, request } from '../../shared/transport/http';
import { asProblem } from '../../shared/transport/problem';
import type { Milestone } from '../../shared/transport/wire';
import { fail } from '../../shared/ui/toasts';
import type { AssignmentOrder, EcgWaveBlock, TabletEcg } from '../wire';

/** What is on its way to the agent now, by what it is about; a button that is in here does not act again. */
export const usePending = create<{ readonly keys: ReadonlySet<string> }>()(() => ({ keys: new Set() }));

const mark = (key: string, on: boolean) =>
  usePending.setState(({ keys }) => {
    const next = new Set(keys);
    if (on) next.add(key);
    else next.delete(key);
    return { keys: next };
  });

export const usePendingKey = (key: string) => usePending((p) => p.keys.has(key));

/** Does something once at a time; a failure is said and answered with undefined. */
async function perform<T>(key: string, act: () => Promise<T>): Promise<T | undefined> {
  if (usePending.getState().keys.has(key)) return undefined;
  mark(key, true);
  try {
    return await act();
  } catch (error) {
    fail(asProblem(error));
    return undefined;
  } finally {
    mark(key, false);
  }
}

export const milestoneKey = (assignmentId: string) => `milestone:${assignmentId}`;

/** Sets a milestone, now by the vehicle's clock. */
export const setMilestone = (order: AssignmentOrder, milestone: Milestone, reason?: string) =>
  perform(milestoneKey(order.assignmentId), () =>
    request<{ reportId: string }>('POST', '/api/tablet/milestones', {
      assignmentId: order.assignmentId,
      milestone,
      occurredAt: nowIso(),
      ...(reason ? { reason } : {}),
    }),
  );

export const undoMilestone = (reportId: string) =>
  perform(`undo:${reportId}`, () => request<void>('DELETE', `/api/tablet/milestones/${encodeURIComponent(reportId)}`));

/** Says something of the case, now by the vehicle's clock. Answers whether it was kept. */
export const say = async (order: AssignmentOrder, about: string, act: CrewAct): Promise<boolean> =>
  (await perform(about, async () => {
    const { assignmentId, caseId } = order;
    await request<unknown>('POST', '/api/tablet/acts', { caseId, assignmentId, occurredAt: nowIso(), act });
    return true;
  })) ?? false;

export const answerProposal = (proposalId: string, answer: 'confirm' | 'dismiss') =>
  perform(`proposal:${proposalId}`, () =>
    request<unknown>('POST', `/api/tablet/proposals/${encodeURIComponent(proposalId)}/${answer}`, {}),
  );

export const recordTwelveLead = () => perform('twelve-lead', () => request<TabletEcg>('POST', '/api/tablet/twelve-lead', {}));

export const recentEcg = (seconds: number) => request<EcgWaveBlock[]>('GET', `/api/tablet/ecg?seconds=${seconds}`);

export const iceServers = () => request<IceServer[]>('GET', '/api/tablet/ice-servers');

export const sendSignal = (signal: CallSignal) => request<void>('POST', '/api/tablet/signal', signal);

export const enterPin = (pin: string) => perform('pin', () => request<void>('POST', '/api/tablet/pin', { pin }));

/** A new word for something the crew begins. */
export const newId = (kind: string) => `${kind}-${newKey().slice(0, 16)}`;
