import { create } from 'zustand';
import { currentT } from '../i18n';
import type { Problem } from '../transport/problem';

/** How long something can be undone, milliseconds. */
export const undoMs = 5_000;

/** How long a plain word of success stays, milliseconds. */
const noteMs = 3_500;

/** The most words on screen at once; the oldest go first. */
const maxToasts = 4;

export interface Toast {
  readonly id: number;
  readonly kind: 'note' | 'undo' | 'error';
  readonly text: string;
  readonly until?: number;
  readonly undo?: () => void;
}

interface ToastState {
  readonly toasts: readonly Toast[];
}

export const useToasts = create<ToastState>()(() => ({ toasts: [] }));

let lastId = 0;

function add(toast: Omit<Toast, 'id'>, lifetimeMs?: number): number {
  const id = ++lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id }].slice(-maxToasts) }));
  if (lifetimeMs !== undefined) setTimeout(() => dismiss(id), lifetimeMs);
  return id;
}

export function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Says that something is done. */
export const note = (text: string) => add({ kind: 'note', text }, noteMs);

/** Says that something is done and offers to undo it for five seconds. */
export function offerUndo(text: string, undo: () => void): number {
  return add({ kind: 'undo', text, undo, until: performance.now() + undoMs }, undoMs);
}

/** What a problem means and what to do about it, in the reader's language. */
export function problemText(problem: Problem): string {
  const t = currentT();
  const known = t.code('problem', problem.code);
  if (!known) return problem.detail || t('problem.internal');
  const adds = problem.detail && problem.status !== 0 && (problem.status === 409 || problem.status === 422);
  return adds ? t('problem.because', { text: known, detail: problem.detail }) : known;
}

/** Says that something failed; it stays until it is closed. */
export const fail = (problem: Problem) => add({ kind: 'error', text: problemText(problem) });
