import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { InfoMark, SearchIcon, UserIcon, WarningMark } from '../../shared/ui/icons';
import { usePreferences } from '../../shared/ui/preferences';
import { AlarmTray } from '../alarms/AlarmTray';
import { showOverlay, showView, useDesk, type View } from '../state/desk';
import { signOut, useMay, useSession } from '../state/session';
import { CaseCounts, UnitCounts } from './Counts';
import { CoverageShares } from './CoverageShares';
import { LanguageToggle, SoundToggle, ThemeToggle } from './Toggles';
import './TopBar.css';

const views: readonly View[] = ['desk', 'reports', 'history'];

function Clock() {
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

function CountyName() {
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

function Degraded() {
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

/** What matters of the whole county, in one line. */
export function TopBar() {
  const t = useT();
  const view = useDesk((s) => s.view);
  const mayReport = useMay('report');
  const user = useSession((s) => s.user);
  return (
    <header className="topbar">
      <CountyName />
      <Clock />
      <CoverageShares />
      <CaseCounts />
      <UnitCounts />
      <Degraded />
      <span className="spring" />
      <nav aria-label={t('nav.label')}>
        {views
          .filter((each) => each !== 'reports' || mayReport)
          .map((each) => (
            <button
              key={each}
              type="button"
              className="btn bare small"
              aria-current={each === view ? 'page' : undefined}
              onClick={() => showView(each)}
              data-testid={`nav-${each}`}
            >
              {t(`nav.${each}`)}
            </button>
          ))}
      </nav>
      <AlarmTray />
      <SoundToggle />
      <button
        type="button"
        className="btn bare small icon"
        title={t('bar.palette')}
        aria-label={t('bar.palette')}
        onClick={() => showOverlay('palette')}
        data-testid="open-palette"
      >
        <SearchIcon />
      </button>
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
    </header>
  );
}
