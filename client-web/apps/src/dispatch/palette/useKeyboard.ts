import { useEffect } from 'react';
import { useLive } from '../../shared/transport/live';
import { nextAlarm } from '../alarms/nextAlarm';
import { dropClosure } from '../coverage/closureDraft';
import { queueOf } from '../queue/useQueue';
import { candidatesOf, setAsking, useAdvice } from '../state/advice';
import { closeForm, openForm, selectCase, showOverlay, useDesk } from '../state/desk';
import { dispatchPicked } from '../state/dispatchPicked';

/** Whether a key belongs to what has the focus: a field, or a list of the browser's own. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Enter on one of these means the dispatch, not a click on it again. */
function leavesEnter(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return true;
  const control = target.closest('button, a, [role="separator"], summary');
  if (!control) return true;
  return control.matches('.candidate') || control.getAttribute('data-case') === useDesk.getState().caseId;
}

function moveSelection(by: number): void {
  const { caseId, search } = useDesk.getState();
  const queue = queueOf(useLive.getState().cases, search);
  if (queue.length === 0) return;
  const at = queue.findIndex((c) => c.caseId === caseId);
  const next = at < 0 ? (by > 0 ? 0 : queue.length - 1) : Math.min(queue.length - 1, Math.max(0, at + by));
  selectCase(queue[next]?.caseId);
}

function pickCandidate(index: number): void {
  const candidate = candidatesOf(useAdvice.getState().view)[index];
  if (!candidate) return;
  setAsking(false);
  useDesk.setState({ pick: candidate.ambulanceId });
}

function stepBack(): void {
  const { overlay, mapMode, formOpen, caseId } = useDesk.getState();
  if (overlay) return showOverlay(undefined);
  if (useAdvice.getState().asking) return setAsking(false);
  if (formOpen) return closeForm();
  if (mapMode === 'closeRoad' || mapMode === 'closeArea') return dropClosure();
  if (mapMode !== 'select') return useDesk.setState({ mapMode: 'select' });
  if (caseId) selectCase(undefined);
}

function focusSearch(): void {
  useDesk.setState({ view: 'desk' });
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-testid="queue-search"]')?.select());
}

/** Keys that work on the desk while nothing is being typed. Whether the key meant something. */
function deskKey(event: KeyboardEvent): boolean {
  if (useDesk.getState().view !== 'desk' || useDesk.getState().overlay) return false;
  if (/^[1-9]$/.test(event.key)) pickCandidate(Number(event.key) - 1);
  else if (event.key === 'ArrowDown') moveSelection(1);
  else if (event.key === 'ArrowUp') moveSelection(-1);
  else if (event.key === '/') focusSearch();
  else if (event.key === 'a' || event.key === 'A') nextAlarm();
  else if (event.key === 'Enter') return leavesEnter(event.target) && dispatchPicked();
  else return false;
  return true;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  // An open dialog of the browser has the keys to itself.
  if (document.querySelector('dialog[open]') && event.key !== 'F2') return;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  let meant = true;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') showOverlay('palette');
  else if (plain && event.key === 'F2') {
    showOverlay(undefined);
    openForm();
  } else if (plain && event.key === 'Escape') stepBack();
  else if (plain && event.key === '?' && !isTyping(event.target)) showOverlay('keys');
  else meant = plain && !isTyping(event.target) && deskKey(event);
  if (meant) event.preventDefault();
}

/** Every frequent action has a key. */
export function useKeyboard(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
