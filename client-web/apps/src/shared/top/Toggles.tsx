import { useT } from '../i18n';
import { useSoundBlocked } from '../ui/beep';
import { SoundIcon, ThemeIcon } from '../ui/icons';
import { toggleLanguage, toggleSound, toggleTheme, usePreferences } from '../ui/preferences';

export function LanguageToggle() {
  const t = useT();
  return (
    <button type="button" className="btn bare small" title={t('bar.language')} onClick={toggleLanguage} data-testid="lang-toggle">
      {t('bar.otherLanguage')}
    </button>
  );
}

export function ThemeToggle() {
  const t = useT();
  const dark = usePreferences((p) => p.theme === 'dark');
  return (
    <button
      type="button"
      className="btn bare small icon"
      title={t('bar.theme')}
      aria-label={t('bar.theme')}
      onClick={toggleTheme}
      data-testid="theme-toggle"
    >
      <ThemeIcon dark={dark} />
    </button>
  );
}

export function SoundToggle() {
  const t = useT();
  const muted = usePreferences((p) => p.muted);
  const blocked = useSoundBlocked((s) => s.blocked);
  const name = muted ? t('bar.soundOff') : blocked ? t('alarm.soundBlocked') : t('bar.sound');
  return (
    <button
      type="button"
      className={`btn bare small icon ${muted || blocked ? 'mean-warning' : ''}`}
      title={name}
      aria-label={name}
      onClick={toggleSound}
      data-testid="sound-toggle"
    >
      <SoundIcon off={muted || blocked} />
    </button>
  );
}
