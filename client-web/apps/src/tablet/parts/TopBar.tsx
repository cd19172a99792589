import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { formatDuration, secondsSince } from '../../shared/time/duration';
import { useFactsNow, useNow } from '../../shared/time/now';
import { ageText } from '../../shared/ui/ageText';
import { DangerMark, GoodMark, SoundIcon, ThemeIcon, WarningMark } from '../../shared/ui/icons';
import { toggleLanguage, toggleSound, usePreferences } from '../../shared/ui/preferences';
import { backlogOf } from '../state/model';
import { chooseTheme } from '../state/theme';
import type { TabletState } from '../wire';
import { LinkSheet } from './LinkSheet';

function Clock() {
  const format = useFormat();
  const now = useNow();
  return <time className="clock">{format.time(now)}</time>;
}

function LinkButton({ state, onOpen }: { state: TabletState; onOpen: () => void }) {
  const t = useT();
  const now = useFactsNow();
  const { link, waiting } = state;
  const backlog = backlogOf(waiting);
  const oldest = secondsSince(backlog.oldestAt, now);
  const Mark = link.state === 'online' ? GoodMark : link.state === 'offline' ? DangerMark : WarningMark;
  const meaning = link.state === 'online' ? 'good' : link.state === 'offline' ? 'danger' : 'warning';
  return (
    <button type="button" className="btn link-button" onClick={onOpen} data-testid="link-state" data-state={link.state}>
      <span className={`mean-${meaning}`}>
        <Mark size={20} />
      </span>
      <b>{t(`tablet.link.${link.state}`)}</b>
      {link.state === 'online' && link.uplink && <span>{link.uplink}</span>}
      {link.state === 'online' && typeof link.rttMs === 'number' && (
        <span className="dim">{t('tablet.link.rtt', { ms: Math.round(link.rttMs) })}</span>
      )}
      <span data-testid="link-waiting" className={backlog.facts > 0 ? 'mean-warning' : 'dim'}>
        {backlog.facts > 0 ? t('tablet.link.waiting', { n: backlog.facts }) : t('tablet.link.clear')}
      </span>
      {backlog.facts > 0 && oldest !== undefined && oldest >= 5 && (
        <span className="dim">{t('tablet.link.oldest', { age: ageText(t, oldest) })}</span>
      )}
    </button>
  );
}

/** Who we are, what time it is, how the link is, and how the page looks. */
export function TopBar({ state }: { state: TabletState }) {
  const t = useT();
  const dark = usePreferences((p) => p.theme === 'dark');
  const muted = usePreferences((p) => p.muted);
  const [open, setOpen] = useState(false);
  return (
    <header className="top">
      <b className="vehicle">{state.ambulanceId}</b>
      <Clock />
      <LinkButton state={state} onOpen={() => setOpen(true)} />
      <span className="space" />
      <button
        type="button"
        className={`btn icon ${muted ? 'mean-warning' : ''}`}
        aria-label={muted ? t('bar.soundOff') : t('bar.sound')}
        onClick={toggleSound}
        data-testid="sound-toggle"
      >
        <SoundIcon off={muted} size={24} />
      </button>
      <button type="button" className="btn icon" aria-label={t('bar.theme')} onClick={chooseTheme} data-testid="theme-toggle">
        <ThemeIcon dark={dark} size={24} />
      </button>
      <button type="button" className="btn" title={t('bar.language')} onClick={toggleLanguage} data-testid="lang-toggle">
        {t('bar.otherLanguage')}
      </button>
      {open && <LinkSheet state={state} onClose={() => setOpen(false)} />}
    </header>
  );
}

/** How long something has lasted, as a clock shows it. */
export const lasted = (since: string, now: number) => formatDuration(secondsSince(since, now) ?? 0);
