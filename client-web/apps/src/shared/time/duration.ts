/** Whole seconds as `4:05` or `1:04:05`; the sign is left to the caller. */
export function formatDuration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = String(whole % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

/** Milliseconds since 1970 of an instant; undefined when there is none or it cannot be read. */
export function millis(instant: string | null | undefined): number | undefined {
  if (!instant) return undefined;
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Seconds from an instant to `now`, never below zero; undefined when the instant is unknown. */
export function secondsSince(instant: string | null | undefined, now: number): number | undefined {
  const ms = millis(instant);
  return ms === undefined ? undefined : Math.max(0, (now - ms) / 1000);
}
