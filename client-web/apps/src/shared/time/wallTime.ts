const dayMs = 86_400_000;

/** A time this far ahead of now is yesterday's, not a slip. */
const yesterdayFromMs = dayMs / 2;

/** A time a little ahead of now is taken as now: clocks on the wall differ. */
const toleranceMs = 60_000;

/**
 * Reads a time of day such as `14:03:27`, `14:03` or `140327` as the latest such moment that is not in the future.
 * Undefined when it cannot be read, or lies ahead.
 */
export function parseWallTime(text: string, now: number, timeZone: string): number | undefined {
  const found = /^\s*(\d{1,2})[:：]?(\d{2})(?:[:：]?(\d{2}))?\s*$/.exec(text);
  if (!found) return undefined;
  const [h, m, s] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)];
  if (h > 23 || m > 59 || s > 59) return undefined;
  const wanted = ((h * 60 + m) * 60 + s) * 1000;
  const at = now + wanted - millisOfDay(now, timeZone);
  if (at <= now) return at;
  if (at <= now + toleranceMs) return now;
  return at - now >= yesterdayFromMs ? at - dayMs : undefined;
}

/** How far the day has gone at a moment, by the clock of a time zone. */
function millisOfDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
    .format(at)
    .split(':')
    .map(Number);
  const [h = 0, m = 0, s = 0] = parts;
  return ((h * 60 + m) * 60 + s) * 1000 + (at % 1000);
}

/** The moment at which a calendar day such as `2026-11-22` starts in a time zone; undefined when it is no such day. */
export function startOfDay(date: string, timeZone: string): number | undefined {
  const utc = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(utc)) return undefined;
  // What the zone's clock shows at that moment is how far it is from UTC.
  const ahead = millisOfDay(utc, timeZone);
  return ahead < yesterdayFromMs + 7_200_000 ? utc - ahead : utc + dayMs - ahead;
}

/** Reads the value of a date-and-time field, such as `2026-11-22T14:03`, in a time zone; undefined when it is none. */
export function parseLocalDateTime(text: string, timeZone: string): number | undefined {
  const [date = '', time = ''] = text.split('T');
  const midnight = startOfDay(date, timeZone);
  const found = /^(\d{2}):(\d{2})/.exec(time);
  return midnight === undefined || !found ? undefined : midnight + (Number(found[1]) * 60 + Number(found[2])) * 60_000;
}
