import { useT } from '../shared/i18n';
import { useAlarmWatch } from './alarms/useAlarmWatch';
import { Desk } from './Desk';
import { History } from './history/History';
import { KeyHelp } from './palette/KeyHelp';
import { Palette } from './palette/Palette';
import { useKeyboard } from './palette/useKeyboard';
import { Reports } from './reports/Reports';
import { useDesk } from './state/desk';
import { ConnectionBanner } from './top/ConnectionBanner';
import { TopBar } from './top/TopBar';
import './Console.css';

/** The signed-in console: the bar, and one of its pages. */
export function Console() {
  const t = useT();
  const view = useDesk((s) => s.view);
  const overlay = useDesk((s) => s.overlay);
  useAlarmWatch();
  useKeyboard();
  return (
    <div className="console">
      <a className="skip" href="#queue">
        {t('app.skip')}
      </a>
      <TopBar />
      <ConnectionBanner />
      {/* The desk stays mounted, so that its map is there at once. */}
      <div className="page" hidden={view !== 'desk'}>
        <Desk />
      </div>
      {view === 'reports' && <Reports />}
      {view === 'history' && <History />}
      {overlay === 'palette' && <Palette />}
      {overlay === 'keys' && <KeyHelp />}
    </div>
  );
}
