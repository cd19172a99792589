import { formatFor } from '../../shared/i18n/format';
import { useLocale } from '../../shared/i18n/locale';
import { toggleTheme, usePreferences } from '../../shared/ui/preferences';

/** Remembers that the crew chose a theme by hand; from then on the hour decides nothing. */
const chosenKey = 'emergency-tablet-theme-chosen';

/** Hours of the day from which, and up to which, the page is light. */
const lightFrom = 6;
const lightTo = 19;

export const themeAt = (hour: number) => (hour >= lightFrom && hour < lightTo ? 'light' : 'dark');

/** Light by day, dark by night, until the crew chooses by hand. */
export function followDaylight(): () => void {
  const follow = () => {
    if (localStorage.getItem(chosenKey)) return;
    const { language, theme, set } = usePreferences.getState();
    const hour = Number(formatFor(language, useLocale.getState().timeZone).shortTime(Date.now()).slice(0, 2));
    const wanted = themeAt(hour);
    if (theme !== wanted) set({ theme: wanted });
  };
  follow();
  const timer = setInterval(follow, 60_000);
  return () => clearInterval(timer);
}

export function chooseTheme(): void {
  localStorage.setItem(chosenKey, '1');
  toggleTheme();
}
