import { useT } from '../../shared/i18n';
import { useMay } from '../../shared/session/session';
import { BarEnd, Clock, CountyName, Degraded } from '../../shared/top/BarParts';
import { SoundToggle } from '../../shared/top/Toggles';
import { SearchIcon } from '../../shared/ui/icons';
import { AlarmTray } from '../alarms/AlarmTray';
import { showOverlay, showView, useDesk, type View } from '../state/desk';
import { CaseCounts, UnitCounts } from './Counts';
import { CoverageShares } from './CoverageShares';

const views: readonly View[] = ['desk', 'reports', 'history'];

/** What matters of the whole county, in one line. */
export function TopBar() {
  const t = useT();
  const view = useDesk((s) => s.view);
  const mayReport = useMay('report');
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
      <BarEnd />
    </header>
  );
}
