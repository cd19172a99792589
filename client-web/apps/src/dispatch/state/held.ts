import { create } from 'zustand';
import { currentT } from '../../shared/i18n';
import { api, type MilestoneRequest } from '../../shared/transport/api';
import { sendAndForget } from '../../shared/transport/http';
import { perform } from '../../shared/transport/perform';
import type { CaseView, Milestone } from '../../shared/transport/wire';
import { dismiss, offerUndo, undoMs } from '../../shared/ui/toasts';

// A milestone in the record cannot be taken back. So the desk's own ones are kept here for the five seconds in which
// they can be undone, with the time at which they were said; then they go to the server.

export interface HeldMilestone {
  readonly caseId: string;
  readonly assignmentId: string;
  readonly body: MilestoneRequest;
}

interface Held extends HeldMilestone {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly toast: number;
}

export const useHeld = create<{ readonly byAssignment: Readonly<Record<string, Held>> }>()(() => ({ byAssignment: {} }));

export const milestoneKey = (assignmentId: string) => `milestone:${assignmentId}`;

const drop = (assignmentId: string): Held | undefined => {
  const held = useHeld.getState().byAssignment[assignmentId];
  if (!held) return undefined;
  clearTimeout(held.timer);
  dismiss(held.toast);
  useHeld.setState(({ byAssignment }) => {
    const { [assignmentId]: _, ...rest } = byAssignment;
    return { byAssignment: rest };
  });
  return held;
};

/** Sends what is held for an assignment, at once. */
async function release(assignmentId: string): Promise<void> {
  const held = drop(assignmentId);
  if (held) await sendMilestone(held);
}

/** Sends a milestone to the server. */
export const sendMilestone = ({ caseId, assignmentId, body }: HeldMilestone) =>
  perform(milestoneKey(assignmentId), () => api.milestone(caseId, assignmentId, body));

/** Records a milestone that can be undone for five seconds; the one held before for the same unit goes first. */
export async function holdMilestone(c: CaseView, assignmentId: string, unit: string, body: MilestoneRequest): Promise<void> {
  await release(assignmentId);
  const t = currentT();
  const toast = offerUndo(t('assign.held', { unit, milestone: t(`milestone.${body.milestone}`) }), () => void drop(assignmentId));
  const timer = setTimeout(() => void release(assignmentId), undoMs);
  useHeld.setState(({ byAssignment }) => ({
    byAssignment: { ...byAssignment, [assignmentId]: { caseId: c.caseId, assignmentId, body, timer, toast } },
  }));
}

/** The milestone that is held for an assignment. */
export const useHeldMilestone = (assignmentId: string): Milestone | undefined =>
  useHeld((s) => s.byAssignment[assignmentId]?.body.milestone);

/** A page that goes away sends what it holds. */
export function sendHeldOnLeave(): () => void {
  const onHide = () => {
    for (const assignmentId of Object.keys(useHeld.getState().byAssignment)) {
      const held = drop(assignmentId);
      if (held) sendAndForget('POST', api.milestonePath(held.caseId, held.assignmentId), held.body);
    }
  };
  window.addEventListener('pagehide', onHide);
  return () => window.removeEventListener('pagehide', onHide);
}
