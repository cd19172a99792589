import type { CallSignal, IceServer } from '../transport/careWire';
import { Peer } from './peer';
import { type CallLevel, type CallMeasure, callLevels, LevelGovernor } from './quality';
import { StillCamera, stillEveryMs } from './stills';

/** The most participants of one call, ourselves included: each sends to each. */
export const maxParticipants = 4;

/** How often the way to each peer is measured, milliseconds. */
const measureEveryMs = 2_000;

/** A peer that was not connected for this long is gone, milliseconds. */
const goneAfterMs = 45_000;

/** How long peers may be without a connection before that counts against the level, milliseconds. */
const graceMs = 8_000;

/** How much longer they may take to find each other the first time, milliseconds. */
const firstTimeMs = 15_000;

/** What is asked of a camera: enough to see a face, little enough for a mobile link. */
const picture = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15, max: 24 } } as const;

export type OutgoingSignal = Pick<CallSignal, 'to' | 'kind' | 'payload'>;

export interface CallOptions {
  /** What others see as our name. */
  readonly name: string;
  /** Passes a signal on; whoever carries it fills in case and sender. */
  readonly send: (signal: OutgoingSignal) => void;
  readonly iceServers: readonly IceServer[];
  /** The most that is sent from here; a page without a camera is content with voice. */
  readonly best?: CallLevel;
}

export interface CallPeer {
  readonly id: string;
  readonly name: string;
  readonly connection: RTCPeerConnectionState;
  readonly stream: MediaStream;
  /** What they send now, as they say. */
  readonly receiving: CallLevel;
  /** What we send them now. */
  readonly sending: CallLevel;
  readonly measure: CallMeasure;
  readonly muted: boolean;
  /** Their newest still, as an object URL, and when it came by this page's clock. */
  readonly still: string | undefined;
  readonly stillAt: number | undefined;
}

export interface CallState {
  readonly phase: 'idle' | 'starting' | 'in' | 'full' | 'failed';
  readonly local: MediaStream | undefined;
  readonly muted: boolean;
  readonly cameraOn: boolean;
  readonly cameraId: string | undefined;
  readonly peers: readonly CallPeer[];
  /** What went wrong at the start: `NotAllowedError` and the like. */
  readonly fault: string | undefined;
}

interface Member {
  readonly token: string;
  address: string;
  name: string;
  readonly peer: Peer;
  readonly governor: LevelGovernor;
  receiving: CallLevel;
  muted: boolean;
  measure: CallMeasure;
  still: string | undefined;
  stillAt: number | undefined;
  connectedAt: number;
}

/** How we name ourselves in each `join` and `state`. */
interface Hello {
  readonly token: string;
  readonly name: string;
  readonly level: CallLevel;
  readonly muted: boolean;
  readonly full?: boolean;
}

const newToken = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * A video or voice call of at most four, each connected to each. Signals go over the hub, pictures and sound directly or over
 * TURN. What a way cannot carry steps down from video to voice, to stills, to text, for each peer apart, and both sides say so.
 */
export class CallSession {
  private readonly token = newToken();
  private readonly members = new Map<string, Member>();
  private readonly listeners = new Set<(state: CallState) => void>();
  private timers: ReturnType<typeof setInterval>[] = [];
  private camera: StillCamera | undefined;
  private state: CallState = {
    phase: 'idle',
    local: undefined,
    muted: false,
    cameraOn: false,
    cameraId: undefined,
    peers: [],
    fault: undefined,
  };

  constructor(private readonly options: CallOptions) {}

  get current(): CallState {
    return this.state;
  }

  /** Tells the listener each new state, at once the present one; answers how to stop. */
  subscribe(listener: (state: CallState) => void): () => void {
    this.listeners.add(listener);
    listener(this.state);
    return () => this.listeners.delete(listener);
  }

  /** Opens microphone and camera and asks who is there. Without a camera it is a voice call, without either a call to look and listen. */
  async start(withVideo = true): Promise<void> {
    if (this.state.phase === 'starting' || this.state.phase === 'in') return;
    this.set({ phase: 'starting', fault: undefined });
    const { stream, fault } = await openMedia(withVideo, this.state.cameraId);
    this.set({ local: stream, cameraOn: (stream?.getVideoTracks().length ?? 0) > 0, fault, phase: 'in' });
    this.watchCamera();
    this.timers = [
      setInterval(() => void this.measure(), measureEveryMs),
      setInterval(() => void this.sendStills(), stillEveryMs),
    ];
    this.announce();
  }

  /** Asks again who is there: at the start, and after the way to the hub was broken. */
  announce(): void {
    if (this.state.phase === 'in') this.options.send({ to: null, kind: 'join', payload: this.hello() });
  }

  /** Hangs up. */
  stop(): void {
    if (this.state.phase === 'idle') return;
    this.options.send({ to: null, kind: 'leave', payload: JSON.stringify({ token: this.token }) });
    for (const timer of this.timers) clearInterval(timer);
    for (const token of [...this.members.keys()]) this.drop(token);
    for (const track of this.state.local?.getTracks() ?? []) track.stop();
    this.camera?.stop();
    this.camera = undefined;
    this.set({ phase: 'idle', local: undefined, cameraOn: false, muted: false, peers: [] });
  }

  setMuted(muted: boolean): void {
    for (const track of this.state.local?.getAudioTracks() ?? []) track.enabled = !muted;
    this.set({ muted });
    this.tellState();
  }

  /** Shows or hides ourselves; the camera's light goes with it. */
  setCamera(on: boolean): void {
    for (const track of this.state.local?.getVideoTracks() ?? []) track.enabled = on;
    this.set({ cameraOn: on && (this.state.local?.getVideoTracks().length ?? 0) > 0 });
    this.tellState();
  }

  /** Changes to another camera while the call goes on. */
  async chooseCamera(deviceId: string): Promise<void> {
    this.set({ cameraId: deviceId });
    const local = this.state.local;
    if (!local) return;
    const fresh = await navigator.mediaDevices.getUserMedia({ video: { ...picture, deviceId: { exact: deviceId } } });
    const track = fresh.getVideoTracks()[0];
    if (!track) return;
    for (const old of local.getVideoTracks()) {
      local.removeTrack(old);
      old.stop();
    }
    local.addTrack(track);
    this.watchCamera();
    this.set({ cameraOn: true });
    for (const member of this.members.values()) await this.apply(member);
  }

  /** Takes a signal from the hub. Our own come back to nobody, but are passed over if they do. */
  async receive(signal: CallSignal): Promise<void> {
    if (this.state.phase !== 'in') return;
    if (signal.kind === 'join' || signal.kind === 'state') return this.greeted(signal);
    if (signal.kind === 'leave') {
      const { token } = JSON.parse(signal.payload) as { token: string };
      return this.drop(token);
    }
    const member = [...this.members.values()].find((m) => m.address === signal.from);
    if (!member) return;
    const content = JSON.parse(signal.payload);
    if (signal.kind === 'candidate') await member.peer.candidate(content);
    else await member.peer.described(content);
  }

  /** Somebody came, or says how they stand. The answer to a call to everybody goes to that one alone. */
  private async greeted(signal: CallSignal): Promise<void> {
    const hello = JSON.parse(signal.payload) as Hello;
    if (hello.token === this.token) return;
    if (hello.full) return this.set({ phase: 'full' });
    let member = this.members.get(hello.token);
    if (!member && signal.kind === 'state') return;
    if (!member && this.members.size >= maxParticipants - 1)
      return this.options.send({ to: signal.from, kind: 'state', payload: this.hello(true) });
    // We answer before we offer: the other side must know us first.
    if (signal.kind === 'join' && !signal.to) this.options.send({ to: signal.from, kind: 'join', payload: this.hello() });
    if (!member) {
      member = this.add(hello, signal.from);
    } else if (member.address !== signal.from || (signal.kind === 'join' && member.peer.state !== 'connected')) {
      member.address = signal.from;
      member.peer.restart();
    }
    Object.assign(member, { name: hello.name, receiving: hello.level, muted: hello.muted });
    this.publish();
  }

  private add(hello: Hello, address: string): Member {
    const { token } = hello;
    const peer = new Peer(this.options.iceServers.map(asRtc), this.token < token, {
      send: (kind, payload) => this.options.send({ to: this.members.get(token)?.address ?? address, kind, payload }),
      changed: () => this.publish(),
      still: (blob) => this.showStill(token, blob),
    });
    const best = this.best;
    const member: Member = {
      token,
      address,
      name: hello.name,
      peer,
      governor: new LevelGovernor(best, best),
      receiving: hello.level,
      muted: hello.muted,
      measure: { loss: undefined, rttMs: undefined, connected: false },
      still: undefined,
      stillAt: undefined,
      connectedAt: performance.now() + firstTimeMs,
    };
    this.members.set(token, member);
    if (this.state.local) peer.addTracks(this.state.local);
    return member;
  }

  private drop(token: string): void {
    const member = this.members.get(token);
    if (!member) return;
    member.peer.close();
    if (member.still) URL.revokeObjectURL(member.still);
    this.members.delete(token);
    this.publish();
  }

  private async measure(): Promise<void> {
    for (const member of [...this.members.values()]) {
      const measure = await member.peer.measure();
      member.measure = measure;
      const now = performance.now();
      if (measure.connected) member.connectedAt = now;
      else if (now - member.connectedAt > goneAfterMs) {
        this.drop(member.token);
        continue;
      }
      // Finding each other takes a moment, at first and when a link changes under way; that alone is no reason to step down.
      if (!measure.connected && now - member.connectedAt < graceMs) continue;
      const before = member.governor.level;
      if (member.governor.measure(measure) === before) continue;
      await this.apply(member);
      this.tellState(member);
    }
    this.publish();
  }

  /** Sends what the level allows: no picture below video, no sound below voice. */
  private async apply(member: Member): Promise<void> {
    const level = member.governor.level;
    const { local } = this.state;
    const audio = level === 'video' || level === 'voice' ? (local?.getAudioTracks()[0] ?? null) : null;
    const video = level === 'video' ? (local?.getVideoTracks()[0] ?? null) : null;
    await member.peer.replace('audio', audio);
    await member.peer.replace('video', video);
  }

  private async sendStills(): Promise<void> {
    const wanting = [...this.members.values()].filter((m) => m.governor.level === 'stills');
    if (wanting.length === 0 || !this.state.cameraOn) return;
    const still = await this.camera?.take();
    if (still) for (const member of wanting) member.peer.sendStill(still);
  }

  private showStill(token: string, blob: Blob): void {
    const member = this.members.get(token);
    if (!member) return;
    if (member.still) URL.revokeObjectURL(member.still);
    member.still = URL.createObjectURL(blob);
    member.stillAt = performance.now();
    this.publish();
  }

  private watchCamera(): void {
    this.camera?.stop();
    const track = this.state.local?.getVideoTracks()[0];
    this.camera = track && new StillCamera(track);
  }

  /** The most that we can send. */
  private get best(): CallLevel {
    const able: CallLevel = (this.state.local?.getVideoTracks().length ?? 0) > 0 ? 'video' : 'voice';
    return lowerLevel(able, this.options.best ?? 'video');
  }

  private hello(full = false, level: CallLevel = this.best): string {
    const hello: Hello = {
      token: this.token,
      name: this.options.name,
      level,
      muted: this.state.muted,
      ...(full ? { full } : {}),
    };
    return JSON.stringify(hello);
  }

  /** Says to one or to all how we stand. */
  private tellState(only?: Member): void {
    for (const member of only ? [only] : this.members.values())
      this.options.send({ to: member.address, kind: 'state', payload: this.hello(false, member.governor.level) });
  }

  private publish(): void {
    this.set({
      peers: [...this.members.values()].map((m) => ({
        id: m.token,
        name: m.name,
        connection: m.peer.state,
        stream: m.peer.remote,
        receiving: m.receiving,
        sending: m.governor.level,
        measure: m.measure,
        muted: m.muted,
        still: m.still,
        stillAt: m.stillAt,
      })),
    });
  }

  private set(change: Partial<CallState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener(this.state);
  }
}

const asRtc = ({ urls, username, credential }: IceServer): RTCIceServer => ({
  urls,
  ...(username ? { username } : {}),
  ...(credential ? { credential } : {}),
});

/** Camera and microphone, or what of them there is and may be used. */
async function openMedia(
  withVideo: boolean,
  cameraId: string | undefined,
): Promise<{ stream: MediaStream | undefined; fault: string | undefined }> {
  const video = withVideo && { ...picture, ...(cameraId ? { deviceId: { exact: cameraId } } : {}) };
  let fault: string | undefined;
  for (const wish of video ? [{ audio: true, video }, { audio: true }, { video }] : [{ audio: true }]) {
    try {
      return { stream: await navigator.mediaDevices.getUserMedia(wish), fault };
    } catch (error) {
      // The next wish is more modest; what failed first is what the person is told.
      fault ??= error instanceof DOMException ? error.name : 'failed';
    }
  }
  return { stream: undefined, fault };
}

/** The lower of two levels: what a pair can do. */
export const lowerLevel = (a: CallLevel, b: CallLevel): CallLevel => (callLevels.indexOf(a) >= callLevels.indexOf(b) ? a : b);
