import type { Language } from '../ui/preferences';
import { usePreferences } from '../ui/preferences';
import { useLocale } from './locale';

/** Dates and numbers in one language and one time zone. */
export interface Format {
  /** 14:03:27 */
  time(at: string | number): string;
  /** 14:03 */
  shortTime(at: string | number): string;
  /** Month and day with weekday, and the year where it matters less. */
  date(at: string | number): string;
  /** Date and time to the second. */
  dateTime(at: string | number): string;
  /** 2026-11-22 */
  isoDate(at: string | number): string;
  percent(share: number): string;
  number(value: number): string;
  kilometres(metres: number): string;
}

const cache = new Map<string, Format>();

export function formatFor(language: Language, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const known = cache.get(key);
  if (known) return known;
  const dates = (options: Intl.DateTimeFormatOptions, locale: string = language) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
    return (at: string | number) => formatter.format(new Date(at));
  };
  const numbers = (options: Intl.NumberFormatOptions) => {
    const formatter = new Intl.NumberFormat(language, options);
    return (value: number) => formatter.format(value);
  };
  const km = numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1, style: 'unit', unit: 'kilometer' });
  const made: Format = {
    time: dates({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    shortTime: dates({ hour: '2-digit', minute: '2-digit' }),
    date: dates({ month: 'short', day: 'numeric', weekday: 'short' }),
    dateTime: dates({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    isoDate: dates({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv-SE'),
    percent: numbers({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    number: numbers({ maximumFractionDigits: 0 }),
    kilometres: (metres) => km(metres / 1000),
  };
  cache.set(key, made);
  return made;
}

export function useFormat(): Format {
  const language = usePreferences((p) => p.language);
  const timeZone = useLocale((l) => l.timeZone);
  return formatFor(language, timeZone);
}
