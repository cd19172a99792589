import type { CallMeasure } from './quality';
import { inPieces, StillAssembler } from './stills';

/** What a peer connection asks of the call it belongs to. */
export interface PeerHooks {
  send(kind: 'offer' | 'answer' | 'candidate', payload: string): void;
  changed(): void;
  still(picture: Blob): void;
}

/** No more of a still is handed to a channel that holds this much unsent, bytes: the next still is better than a late one. */
const mostUnsent = 64 * 1024;

/** One way to one other participant. Either side may offer at any time; the polite one gives way. */
export class Peer {
  readonly remote = new MediaStream();
  private readonly connection: RTCPeerConnection;
  private readonly channel: RTCDataChannel;
  private readonly stills = new StillAssembler();
  private making = false;
  private ignoring = false;
  private lastLost = 0;
  private lastReceived = 0;

  constructor(
    iceServers: RTCIceServer[],
    private readonly polite: boolean,
    private readonly hooks: PeerHooks,
  ) {
    this.connection = new RTCPeerConnection({ iceServers });
    this.channel = this.connection.createDataChannel('stills', { negotiated: true, id: 1 });
    this.channel.binaryType = 'arraybuffer';
    this.channel.onmessage = ({ data }) => {
      const picture = this.stills.take(data);
      if (picture) this.hooks.still(picture);
    };
    this.connection.ontrack = ({ track }) => {
      this.remote.addTrack(track);
      track.onended = () => this.remote.removeTrack(track);
      track.onmute = track.onunmute = () => this.hooks.changed();
      this.hooks.changed();
    };
    this.connection.onnegotiationneeded = () => void this.offer();
    this.connection.onicecandidate = ({ candidate }) => {
      if (candidate) this.hooks.send('candidate', JSON.stringify(candidate));
    };
    this.connection.onconnectionstatechange = () => {
      // A link that changes under way is found anew; the hub still carries the signals.
      if (this.connection.connectionState === 'failed') this.connection.restartIce();
      this.hooks.changed();
    };
  }

  get state(): RTCPeerConnectionState {
    return this.connection.connectionState;
  }

  /** Offers these tracks to the other side. */
  addTracks(stream: MediaStream): void {
    for (const track of stream.getTracks()) this.connection.addTrack(track, stream);
  }

  /** Sends this track of a kind from now on, or none; the other side need not agree anew. */
  async replace(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    const senders = this.connection.getTransceivers().filter((t) => t.receiver.track.kind === kind);
    await Promise.all(senders.map((t) => t.sender.replaceTrack(track)));
  }

  restart(): void {
    this.connection.restartIce();
  }

  /** Hands a picture over; whether the channel took it. */
  sendStill(picture: Uint8Array<ArrayBuffer>): boolean {
    if (this.channel.readyState !== 'open' || this.channel.bufferedAmount > mostUnsent) return false;
    for (const piece of inPieces(picture)) {
      if (typeof piece === 'string') this.channel.send(piece);
      else this.channel.send(piece);
    }
    return true;
  }

  private async offer(): Promise<void> {
    try {
      this.making = true;
      await this.connection.setLocalDescription();
      this.hooks.send('offer', JSON.stringify(this.connection.localDescription));
    } finally {
      this.making = false;
    }
  }

  /** Takes the other side's description; in a clash of offers the impolite side's stands. */
  async described(description: RTCSessionDescriptionInit): Promise<void> {
    const clash = description.type === 'offer' && (this.making || this.connection.signalingState !== 'stable');
    this.ignoring = !this.polite && clash;
    if (this.ignoring) return;
    await this.connection.setRemoteDescription(description);
    if (description.type !== 'offer') return;
    await this.connection.setLocalDescription();
    this.hooks.send('answer', JSON.stringify(this.connection.localDescription));
  }

  async candidate(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.connection.addIceCandidate(candidate);
    } catch (error) {
      // A candidate of an offer that was passed over is of no use; any other fault is one.
      if (!this.ignoring) throw error;
    }
  }

  /** Loss and round trip since the last measure. */
  async measure(): Promise<CallMeasure> {
    const connected = this.connection.connectionState === 'connected';
    let rttMs: number | undefined;
    let worstLoss: number | undefined;
    let lost = 0;
    let received = 0;
    const report = await this.connection.getStats();
    report.forEach((stat) => {
      if (stat.type === 'candidate-pair' && stat.nominated && typeof stat.currentRoundTripTime === 'number')
        rttMs = stat.currentRoundTripTime * 1000;
      if (stat.type === 'remote-inbound-rtp' && typeof stat.fractionLost === 'number')
        worstLoss = Math.max(worstLoss ?? 0, stat.fractionLost);
      if (stat.type === 'inbound-rtp') {
        lost += stat.packetsLost ?? 0;
        received += stat.packetsReceived ?? 0;
      }
    });
    const [newLost, newReceived] = [lost - this.lastLost, received - this.lastReceived];
    this.lastLost = lost;
    this.lastReceived = received;
    if (newLost > 0) worstLoss = Math.max(worstLoss ?? 0, newLost / Math.max(1, newLost + newReceived));
    return { connected, rttMs, loss: worstLoss };
  }

  close(): void {
    this.connection.close();
  }
}
