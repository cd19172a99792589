/** A still goes every so many milliseconds. */
export const stillEveryMs = 2_000;

/** The longer side of a still, pixels, and how much of it JPEG keeps. */
const longestSide = 480;
const quality = 0.5;

/** The largest piece that a data channel is given at once, bytes. */
const pieceBytes = 16 * 1024;

/** The largest still that is put together again, bytes. */
const mostBytes = 256 * 1024;

/** Takes stills from a running video element as JPEG. */
export class StillCamera {
  private readonly canvas = document.createElement('canvas');
  private readonly video = document.createElement('video');

  constructor(track: MediaStreamTrack) {
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = new MediaStream([track]);
    // A page in the background may not play; then there are no stills until it is in front again.
    this.video.play().catch(() => undefined);
  }

  /** One picture; undefined when the camera gives none. */
  async take(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { videoWidth: w, videoHeight: h } = this.video;
    const ctx = this.canvas.getContext('2d');
    if (!w || !h || !ctx) return undefined;
    const scale = Math.min(1, longestSide / Math.max(w, h));
    this.canvas.width = Math.round(w * scale);
    this.canvas.height = Math.round(h * scale);
    ctx.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => this.canvas.toBlob(resolve, 'image/jpeg', quality));
    return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
  }

  stop(): void {
    this.video.srcObject = null;
  }
}

/** A picture as messages of a data channel: how long it is, then its pieces. */
export function* inPieces(picture: Uint8Array<ArrayBuffer>): Generator<string | Uint8Array<ArrayBuffer>> {
  yield JSON.stringify({ still: picture.length });
  for (let at = 0; at < picture.length; at += pieceBytes) yield picture.subarray(at, at + pieceBytes);
}

/** Puts pictures together again from what a data channel delivers in order. */
export class StillAssembler {
  private left = 0;
  private pieces: ArrayBuffer[] = [];

  /** Takes a message; the picture when it is complete. */
  take(message: string | ArrayBuffer): Blob | undefined {
    if (typeof message === 'string') {
      const { still } = JSON.parse(message) as { still?: number };
      this.pieces = [];
      this.left = typeof still === 'number' && still > 0 && still <= mostBytes ? still : 0;
      return undefined;
    }
    if (this.left <= 0) return undefined;
    this.pieces.push(message);
    this.left -= message.byteLength;
    return this.left === 0 ? new Blob(this.pieces, { type: 'image/jpeg' }) : undefined;
  }
}
