import type { ReactNode } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { signOut, useSession } from '../session/session';
import { useNow } from '../time/now';
import { useLive } from '../transport/live';
import { InfoMark, UserIcon, WarningMark } from '../ui/icons';
import { usePreferences } from '../ui/preferences';
import { LanguageToggle, SoundToggle, ThemeToggle } from './Toggles';
import './TopBar.css';

/** The server's time, which every age and clock on screen goes by. */
export function Clock() {
  const format = useFormat();
  const t = useT();
  const now = useNow();
  const speed = useLive((s) => s.clockSpeed);
  return (
    <div className="clock">
      <time data-testid="clock">{format.time(now)}</time>
      <span className="dim">{format.date(now)}</span>
      {speed !== 1 && <span className="tag mean-info">{t('bar.speed', { speed })}</span>}
    </div>
  );
}

/** Whose county it is, and what of its data is not measured. */
export function CountyName() {
  const t = useT();
  const county = useLive((s) => s.county);
  const language = usePreferences((p) => p.language);
  const notice = (language === 'en' ? county?.noticeEn : county?.notice) ?? county?.notice ?? undefined;
  return (
    <div className="county">
      <b className="ellipsis">{county ? (language === 'en' ? county.nameEn : county.name) : t('app.title')}</b>
      {county && (county.synthetic || notice) && (
        <span className="tag mean-info" title={notice} data-testid="synthetic-notice">
          <InfoMark size={14} /> <span className="words">{t(county.synthetic ? 'bar.synthetic' : 'bar.derived')}</span>
        </span>
      )}
    </div>
  );
}

/** What the server says does not work now. */
export function Degraded() {
  const t = useT();
  const degraded = useLive((s) => s.degraded);
  if (degraded.length === 0) return null;
  return (
    <div className="degraded mean-warning" role="status" data-testid="degraded">
      <WarningMark />
      <span>{degraded.map((word) => t.code('degraded', word) ?? word).join(' · ')}</span>
    </div>
  );
}

/** The end of every bar: light, language, and the way out. */
export function BarEnd() {
  const t = useT();
  const user = useSession((s) => s.user);
  return (
    <>
      <ThemeToggle />
      <LanguageToggle />
      <button
        type="button"
        className="btn bare small icon"
        title={t('bar.account', { user })}
        aria-label={t('bar.account', { user })}
        onClick={() => void signOut()}
        data-testid="sign-out"
      >
        <UserIcon />
      </button>
    </>
  );
}

/** The bar of a desk: whose it is, what time it is, and what this desk puts in. */
export function DeskBar({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="topbar desk-bar">
      <b className="desk-title ellipsis">{title}</b>
      <CountyName />
      <Clock />
      <Degraded />
      <span className="spring" />
      {children}
      <SoundToggle />
      <BarEnd />
    </header>
  );
}
