/** A jump larger than this is taken at once; a smaller one is smoothed, in milliseconds of the local clock. */
const stepMs = 1500;

/** How much of a small difference each beat corrects. */
const slew = 0.25;

/**
 * The server's clock as estimated here. It advances with the local monotonic clock times the server's speed, and every
 * beat pulls it gently to the server's time, so that it neither stutters nor drifts.
 */
export class ServerClock {
  private anchorServer: number | undefined;
  private anchorLocal = 0;
  private speed = 1;

  constructor(private readonly monotonic: () => number = () => performance.now()) {}

  get isSet(): boolean {
    return this.anchorServer !== undefined;
  }

  get clockSpeed(): number {
    return this.speed;
  }

  /** Takes a time the server has just sent, in milliseconds since 1970, and how fast its clock runs. */
  observe(serverMs: number, clockSpeed: number): void {
    const local = this.monotonic();
    const speed = clockSpeed > 0 ? clockSpeed : 1;
    if (this.anchorServer === undefined || speed !== this.speed) {
      this.anchorServer = serverMs;
    } else {
      const estimate = this.anchorServer + (local - this.anchorLocal) * this.speed;
      const error = serverMs - estimate;
      this.anchorServer = Math.abs(error) > stepMs * speed ? serverMs : estimate + error * slew;
    }
    this.anchorLocal = local;
    this.speed = speed;
  }

  /** The server's time now, in milliseconds since 1970; this machine's own time until a server has spoken. */
  now(): number {
    if (this.anchorServer === undefined) return Date.now();
    return this.anchorServer + (this.monotonic() - this.anchorLocal) * this.speed;
  }
}
