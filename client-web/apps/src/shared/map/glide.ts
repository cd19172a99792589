import type { LonLat } from '../transport/wire';

/** A step longer than this is a jump, not a drive; degrees of latitude, about 3 km. */
const jumpDegrees = 0.027;

/** Bounds of one glide, milliseconds. */
const shortestMs = 250;
const longestMs = 4_000;

interface Motion {
  from: LonLat;
  to: LonLat;
  headingFrom: number | undefined;
  headingTo: number | undefined;
  start: number;
  duration: number;
  lastFix: number;
}

/** Where a unit is drawn now. */
export interface Drawn {
  readonly at: LonLat;
  readonly heading: number | undefined;
}

/** Lets units glide from one fix to the next in about the time that lay between the two, instead of jumping. */
export class Glide {
  private readonly motions = new Map<string, Motion>();

  /** A unit was seen somewhere; the same place again changes nothing. `now` is local milliseconds. */
  see(id: string, at: LonLat, heading: number | undefined, now: number): void {
    const known = this.motions.get(id);
    if (!known) {
      this.motions.set(id, { from: at, to: at, headingFrom: heading, headingTo: heading, start: now, duration: 0, lastFix: now });
      return;
    }
    if (known.to.lon === at.lon && known.to.lat === at.lat && known.headingTo === heading) return;
    const drawn = this.drawn(id, now) ?? { at, heading };
    const jumps = Math.abs(drawn.at.lat - at.lat) > jumpDegrees || Math.abs(drawn.at.lon - at.lon) > jumpDegrees * 1.2;
    const duration = jumps ? 0 : Math.min(longestMs, Math.max(shortestMs, now - known.lastFix));
    this.motions.set(id, {
      from: drawn.at,
      to: at,
      headingFrom: drawn.heading ?? heading,
      headingTo: heading ?? drawn.heading,
      start: now,
      duration,
      lastFix: now,
    });
  }

  drawn(id: string, now: number): Drawn | undefined {
    const m = this.motions.get(id);
    if (!m) return undefined;
    const share = m.duration <= 0 ? 1 : Math.min(1, Math.max(0, (now - m.start) / m.duration));
    return {
      at: { lon: m.from.lon + (m.to.lon - m.from.lon) * share, lat: m.from.lat + (m.to.lat - m.from.lat) * share },
      heading: turn(m.headingFrom, m.headingTo, share),
    };
  }

  /** Whether anything still moves, so that the next frame must be drawn. */
  moving(now: number): boolean {
    for (const m of this.motions.values()) if (now < m.start + m.duration) return true;
    return false;
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.motions.keys()) if (!ids.has(id)) this.motions.delete(id);
  }
}

/** Turns the short way round. */
function turn(from: number | undefined, to: number | undefined, share: number): number | undefined {
  if (from === undefined || to === undefined) return to ?? from;
  const by = ((((to - from) % 360) + 540) % 360) - 180;
  return (from + by * share + 360) % 360;
}
