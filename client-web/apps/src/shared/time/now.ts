import { useSyncExternalStore } from 'react';
import { ServerClock } from './serverClock';

/** How often watchers look at the clock, milliseconds of real time. */
const tickMs = 200;

/** The one clock of the app. */
export const serverClock = new ServerClock();

let frozenAt: number | undefined;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(onTick: () => void): () => void {
  watchers.add(onTick);
  timer ??= setInterval(() => {
    for (const each of watchers) each();
  }, tickMs);
  return () => {
    watchers.delete(onTick);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Stops the time of facts where the last beat left it, or lets it run again. */
export function freezeFacts(at: number | undefined): void {
  frozenAt = at;
}

/** The time up to which facts are known: the server's time, or the last beat's while the connection is lost. */
export const factsNow = () => frozenAt ?? serverClock.now();

const toSecond = (ms: number) => Math.floor(ms / 1000) * 1000;

/** The server's time to the second; ages of values are measured by it. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => toSecond(serverClock.now()));
}

/** Like `useNow`, but standing still while the connection is lost; clocks of cases run by it. */
export function useFactsNow(): number {
  return useSyncExternalStore(watch, () => toSecond(factsNow()));
}

/** The server's time now, as it is sent to the server. */
export const nowIso = () => new Date(serverClock.now()).toISOString();
