import { create } from 'zustand';
import { freezeFacts, serverClock } from '../../shared/time/now';
import type { CallSignal } from '../../shared/transport/careWire';
import { request } from '../../shared/transport/http';
import { asProblem } from '../../shared/transport/problem';
import type { TabletState } from '../wire';

/** Without a beat for this long the agent counts as gone and every value stands still, milliseconds. */
const silentMs = 3_500;

/** How soon a lost connection to the agent is tried again, milliseconds. */
const retryMs = 1_500;

interface Tablet {
  readonly state: TabletState | undefined;
  /** When the state came, by this page's clock; what was left to undo then is counted from it. */
  readonly heardAt: number;
  /** The agent on this vehicle answers. */
  readonly alive: boolean;
  readonly needsPin: boolean;
}

export const useTablet = create<Tablet>()(() => ({ state: undefined, heardAt: 0, alive: false, needsPin: false }));

type SignalListener = (signal: CallSignal) => void;
const signalListeners = new Set<SignalListener>();

/** Tells each signal of a call; answers how to stop. */
export function onSignal(listener: SignalListener): () => void {
  signalListeners.add(listener);
  return () => signalListeners.delete(listener);
}

export function takeState(state: TabletState): void {
  serverClock.observe(Date.parse(state.at), state.clockSpeed);
  const known = useTablet.getState().state;
  // Versions begin anew with the agent; a state that was overtaken on the way is older by both.
  if (known && state.version < known.version && Date.parse(state.at) < Date.parse(known.at)) return;
  useTablet.setState({ state, heardAt: performance.now(), needsPin: false });
}

/** Keeps the page in step with the agent until it is stopped. */
export function runLive(): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let heard = Number.NEGATIVE_INFINITY;
  const alive = () => {
    heard = performance.now();
    freezeFacts(undefined);
    if (!useTablet.getState().alive) useTablet.setState({ alive: true });
  };
  const open = () => {
    source = new EventSource('/api/tablet/events');
    source.addEventListener('state', (event) => {
      alive();
      takeState(JSON.parse(event.data));
    });
    source.addEventListener('beat', (event) => {
      alive();
      const beat = JSON.parse(event.data) as { at: string; clockSpeed: number };
      serverClock.observe(Date.parse(beat.at), beat.clockSpeed);
    });
    source.addEventListener('signal', (event) => {
      const signal = JSON.parse(event.data) as CallSignal;
      for (const listener of signalListeners) listener(signal);
    });
    source.addEventListener('error', () => {
      // The browser comes back by itself, unless it was refused: then we ask why, and try again.
      if (source?.readyState !== EventSource.CLOSED) return;
      source.close();
      void whyRefused();
      retry = setTimeout(open, retryMs);
    });
  };
  const watch = setInterval(() => {
    if (performance.now() - heard <= silentMs || !useTablet.getState().alive) return;
    freezeFacts(serverClock.now());
    useTablet.setState({ alive: false });
  }, 500);
  open();
  return () => {
    clearInterval(watch);
    clearTimeout(retry);
    source?.close();
  };
}

async function whyRefused(): Promise<void> {
  try {
    takeState(await request<TabletState>('GET', '/api/tablet/state'));
  } catch (error) {
    if (asProblem(error).code === 'pin-required') useTablet.setState({ needsPin: true });
  }
}
