import { CareBanner } from '../shared/care/CareBanner';
import { useT } from '../shared/i18n';
import { ConnectionBanner } from '../shared/top/ConnectionBanner';
import { useLive } from '../shared/transport/live';
import { Boundary } from '../shared/ui/Boundary';
import { useAlarmWatch } from './alarms/useAlarmWatch';
import { Desk } from './Desk';
import { History } from './history/History';
import { KeyHelp } from './palette/KeyHelp';
import { Palette } from './palette/Palette';
import { useKeyboard } from './palette/useKeyboard';
import { Reports } from './reports/Reports';
import { useDesk } from './state/desk';
import { TopBar } from './top/TopBar';
import './Console.css';

/** The signed-in console: the bar, and one of its pages. */
export function Console() {
  const t = useT();
  const view = useDesk((s) => s.view);
  const lost = useLive((s) => s.phase === 'lost');
  const overlay = useDesk((s) => s.overlay);
  useAlarmWatch();
  useKeyboard();
  return (
    <div className={`console ${lost ? 'frozen' : ''}`}>
      <a className="skip" href="#queue">
        {t('app.skip')}
      </a>
      <TopBar />
      <ConnectionBanner />
      <CareBanner />
      {/* The desk stays mounted, so that its map is there at once. */}
      <div className="page" hidden={view !== 'desk'}>
        <Desk />
      </div>
      <Boundary key={`view ${view}`}>
        {view === 'reports' && <Reports />}
        {view === 'history' && <History />}
      </Boundary>
      <Boundary key={`overlay ${overlay}`}>
        {overlay === 'palette' && <Palette />}
        {overlay === 'keys' && <KeyHelp />}
      </Boundary>
    </div>
  );
}
