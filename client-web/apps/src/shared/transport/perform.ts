import { create } from 'zustand';
import { fail } from '../ui/toasts';
import { asProblem, type Problem } from './problem';

interface PendingState {
  readonly keys: Readonly<Record<string, true>>;
}

/** Commands that the server has not answered yet. */
const usePendingStore = create<PendingState>()(() => ({ keys: {} }));

/** Whether a command of this name is under way. */
export const usePending = (key: string): boolean => usePendingStore((s) => s.keys[key] === true);

/**
 * Carries out one command: pending at once, settled by the answer, an error said aloud. Undefined when it failed.
 * @param expected told of a refusal; true when the caller says it in its own way, so that it is not said aloud as well.
 */
export async function perform<T>(
  key: string,
  action: () => Promise<T>,
  expected?: (problem: Problem) => boolean | undefined,
): Promise<T | undefined> {
  if (usePendingStore.getState().keys[key]) return undefined;
  usePendingStore.setState(({ keys }) => ({ keys: { ...keys, [key]: true } }));
  try {
    return await action();
  } catch (error) {
    const problem = asProblem(error);
    if (expected?.(problem) !== true) fail(problem);
    return undefined;
  } finally {
    usePendingStore.setState(({ keys }) => {
      const { [key]: _, ...rest } = keys;
      return { keys: rest };
    });
  }
}
