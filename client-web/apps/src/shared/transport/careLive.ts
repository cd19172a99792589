import { type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from '@microsoft/signalr';
import { create } from 'zustand';
import { decodeEcg, type EcgSegment } from '../ecg/decodeEcg';
import { fromBase64 } from '../ecg/segment';
import type { CallSignal, CareSnapshot, CareView, EcgPush, LiveEcg, NewestVitals } from './careWire';
import { settle, takeVitals } from './live';
import { reconnectDelay } from './liveLink';

/** No beat for longer than this and the bedside counts as frozen, milliseconds. */
const silenceMs = 3_000;

/** Silence for longer than this ends the connection, so that a new one is tried, milliseconds. */
const deadMs = 8_000;

/** The most cases that one page watches, as the server has it. */
export const maxWatched = 32;

export type EcgListener = (segment: EcgSegment, dropped: number) => void;

interface CareLiveState {
  /** `idle` while nobody watches a case. */
  readonly phase: 'idle' | 'connecting' | 'live' | 'lost';
  /** Blocks that could not be read, since the page was opened. */
  readonly unreadable: number;
}

/** How the way to the bedsides stands; what comes over it is kept with the other facts in `useLive`. */
export const useCareLive = create<CareLiveState>()(() => ({ phase: 'idle', unreadable: 0 }));

interface Watched {
  count: number;
  readonly ecg: Map<string, Set<EcgListener>>;
  readonly signals: Set<(signal: CallSignal) => void>;
  readonly joined: Set<() => void>;
}

const watched = new Map<string, Watched>();
let connection: HubConnection | undefined;
let running = false;
let lastHeard = 0;

/** Begins to watch a case; the answer ends it. Every watch is taken up again after a broken connection. */
export function watchCare(caseId: string): () => void {
  const known = watched.get(caseId);
  if (known) known.count++;
  else {
    if (watched.size >= maxWatched) return () => undefined;
    watched.set(caseId, { count: 1, ecg: new Map(), signals: new Set(), joined: new Set() });
    if (connection?.state === HubConnectionState.Connected) void watchOne(connection, caseId);
  }
  if (!running) void run();
  return () => {
    const watch = watched.get(caseId);
    if (!watch || --watch.count > 0) return;
    watched.delete(caseId);
    // A page that goes, or a connection that breaks now, ends the watch as well.
    if (connection?.state === HubConnectionState.Connected) connection.send('Unwatch', caseId).catch(() => undefined);
  };
}

/** Hands the live ECG of a patient of a watched case to a listener. */
export function onEcg(caseId: string, patientId: string, listener: EcgListener): () => void {
  const end = watchCare(caseId);
  const listeners = watched.get(caseId)?.ecg;
  const ofPatient = listeners?.get(patientId) ?? new Set<EcgListener>();
  listeners?.set(patientId, ofPatient.add(listener));
  return () => {
    ofPatient.delete(listener);
    end();
  };
}

/** Hands the call signals of a watched case to a listener, and says when the way to the hub is there again. */
export function onSignal(caseId: string, listener: (signal: CallSignal) => void, rejoined: () => void): () => void {
  const end = watchCare(caseId);
  const watch = watched.get(caseId);
  watch?.signals.add(listener);
  watch?.joined.add(rejoined);
  return () => {
    watch?.signals.delete(listener);
    watch?.joined.delete(rejoined);
    end();
  };
}

/** Passes a call signal on; one that finds no connection is lost, and the call asks again when there is one. */
export function sendSignal(signal: Omit<CallSignal, 'from'>): void {
  if (connection?.state !== HubConnectionState.Connected) return;
  connection.send('Signal', { ...signal, from: '' }).catch(() => undefined);
}

/** Keeps a connection for as long as somebody watches something. */
async function run(): Promise<void> {
  running = true;
  useCareLive.setState({ phase: 'connecting' });
  const watchdog = setInterval(markSilence, 500);
  for (let attempt = 0; watched.size > 0; attempt++) {
    if (await connectOnce()) attempt = 0;
    if (watched.size === 0) break;
    useCareLive.setState(({ phase }) => ({ phase: phase === 'connecting' ? phase : 'lost' }));
    await new Promise((resolve) => setTimeout(resolve, reconnectDelay(attempt, Math.random)));
  }
  clearInterval(watchdog);
  running = false;
  useCareLive.setState({ phase: 'idle' });
}

function markSilence(): void {
  const { phase } = useCareLive.getState();
  if (phase === 'live' && performance.now() - lastHeard > silenceMs) useCareLive.setState({ phase: 'lost' });
  if (watched.size === 0) void connection?.stop();
}

/** One connection from start to end; whether it ever worked. */
async function connectOnce(): Promise<boolean> {
  const hub = new HubConnectionBuilder().withUrl('/hubs/care').configureLogging(LogLevel.None).build();
  hub.serverTimeoutInMilliseconds = deadMs;
  connection = hub;
  listen(hub);
  const ended = new Promise<void>((resolve) => hub.onclose(() => resolve()));
  try {
    await hub.start();
    for (const caseId of watched.keys()) await watchOne(hub, caseId);
  } catch {
    // No server, no session, or it went away while asked: this try is over, the caller waits and tries again.
    await hub.stop();
    return false;
  }
  await ended;
  return true;
}

async function watchOne(hub: HubConnection, caseId: string): Promise<void> {
  const snapshot = await hub.invoke<CareSnapshot | null>('Watch', caseId);
  heard();
  if (!snapshot) return;
  settle({ care: snapshot.care });
  takeVitals(snapshot.vitals);
  for (const block of snapshot.ecg) takeEcg(block, 0);
  for (const joined of watched.get(caseId)?.joined ?? []) joined();
}

function listen(hub: HubConnection): void {
  hub.on('Vitals', (vitals: NewestVitals) => {
    heard();
    takeVitals([vitals]);
  });
  hub.on('Ecg', ({ block, dropped }: EcgPush) => takeEcg(block, dropped));
  hub.on('Care', (care: CareView) => settle({ care }));
  hub.on('Signal', (signal: CallSignal) => {
    for (const listener of watched.get(signal.caseId)?.signals ?? []) listener(signal);
  });
  hub.on('Beat', heard);
}

function heard(): void {
  lastHeard = performance.now();
  if (useCareLive.getState().phase !== 'live') useCareLive.setState({ phase: 'live' });
}

function takeEcg(block: LiveEcg, dropped: number): void {
  const listeners = watched.get(block.caseId)?.ecg.get(block.patientId);
  if (!listeners || listeners.size === 0) return;
  let segment: EcgSegment;
  try {
    segment = decodeEcg(fromBase64(block.data));
  } catch {
    // A block that cannot be read is a gap in the trace, and counted; the next one may be sound.
    useCareLive.setState(({ unreadable }) => ({ unreadable: unreadable + 1 }));
    return;
  }
  for (const listener of listeners) listener(segment, dropped);
}
