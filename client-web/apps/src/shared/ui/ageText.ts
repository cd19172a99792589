import type { Translate } from '../i18n';

/** An age in words: `12 s ago`, `12 秒前`. */
export function ageText(t: Translate, seconds: number): string {
  if (seconds < 90) return t('age.seconds', { n: Math.round(seconds) });
  if (seconds < 90 * 60) return t('age.minutes', { n: Math.round(seconds / 60) });
  if (seconds < 48 * 3600) return t('age.hours', { n: Math.round(seconds / 3600) });
  return t('age.days', { n: Math.round(seconds / 86_400) });
}
