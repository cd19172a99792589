import { type HubConnection, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import type { NewestVitalsBatch } from './careWire';
import { FactLog } from './factLog';
import type { Beat, ConsoleSnapshot, CoverageView, Fact, FactBatch, PositionBatch } from './wire';

/** What a live link tells the app, in order. */
export interface LiveHandlers {
  snapshot(snapshot: ConsoleSnapshot): void;
  facts(facts: Fact[]): void;
  positions(batch: PositionBatch): void;
  vitals(batch: NewestVitalsBatch): void;
  coverage(coverage: CoverageView): void;
  beat(beat: Beat): void;
  /** The connection ended or could not be made; the next try follows by itself. */
  down(): void;
}

/** Silence for longer than this ends a connection, milliseconds; the server beats every second. */
const silenceMs = 8_000;

/** Longest wait between two tries to connect, milliseconds. */
const longestWaitMs = 8_000;

/** Wait before try number `attempt` (from 0): doubling from half a second, with jitter so that consoles do not return in step. */
export function reconnectDelay(attempt: number, random: () => number): number {
  const ceiling = Math.min(longestWaitMs, 500 * 2 ** Math.min(attempt, 10));
  return ceiling / 2 + (random() * ceiling) / 2;
}

/** The one connection of a console to `/hubs/console`: connects for ever, subscribes, and heals gaps. */
export class LiveLink {
  private readonly log = new FactLog();
  private connection: HubConnection | undefined;
  private stopped = false;
  private subscribing = false;

  constructor(
    private readonly handlers: LiveHandlers,
    private readonly url = '/hubs/console',
  ) {}

  /** Runs until stopped. */
  async run(): Promise<void> {
    for (let attempt = 0; !this.stopped; attempt++) {
      const connected = await this.connectOnce();
      if (this.stopped) return;
      this.handlers.down();
      attempt = connected ? 0 : attempt;
      await new Promise((resolve) => setTimeout(resolve, reconnectDelay(attempt, Math.random)));
    }
  }

  stop(): void {
    this.stopped = true;
    void this.connection?.stop();
  }

  /** One connection from start to end; whether it ever carried a snapshot. */
  private async connectOnce(): Promise<boolean> {
    const connection = new HubConnectionBuilder().withUrl(this.url).configureLogging(LogLevel.None).build();
    connection.serverTimeoutInMilliseconds = silenceMs;
    this.connection = connection;
    this.listen(connection);
    const ended = new Promise<void>((resolve) => connection.onclose(() => resolve()));
    try {
      await connection.start();
      await this.subscribe(connection);
    } catch {
      // No server, no session or no snapshot: this try is over, the caller waits and tries again.
      await connection.stop();
      return false;
    }
    await ended;
    return true;
  }

  private listen(connection: HubConnection): void {
    connection.on('Facts', (batch: FactBatch) => {
      const verdict = this.log.offer(batch);
      if (verdict === 'apply') this.handlers.facts(batch.facts);
      else if (verdict === 'gap') this.heal(connection);
    });
    connection.on('Positions', (batch: PositionBatch) => this.handlers.positions(batch));
    connection.on('Vitals', (batch: NewestVitalsBatch) => this.handlers.vitals(batch));
    connection.on('Coverage', (coverage: CoverageView) => this.handlers.coverage(coverage));
    connection.on('Beat', (beat: Beat) => {
      this.handlers.beat(beat);
      if (this.log.beat(beat.version)) this.heal(connection);
    });
  }

  private heal(connection: HubConnection): void {
    if (this.subscribing) return;
    // A subscription that fails ends the connection, and the next one starts afresh.
    this.subscribe(connection).catch(() => connection.stop());
  }

  private async subscribe(connection: HubConnection): Promise<void> {
    this.subscribing = true;
    try {
      for (;;) {
        this.log.await();
        const snapshot = await connection.invoke<ConsoleSnapshot>('Subscribe');
        const waiting = this.log.settle(snapshot.version);
        if (!waiting) continue;
        this.handlers.snapshot(snapshot);
        for (const batch of waiting) this.handlers.facts(batch.facts);
        return;
      }
    } finally {
      this.subscribing = false;
    }
  }
}
