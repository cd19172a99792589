import { useT } from '../../shared/i18n';
import { Boundary } from '../../shared/ui/Boundary';
import { showPanel, useDesk } from '../state/desk';
import { CoveragePanel } from './CoveragePanel';
import { dropClosure } from './closureDraft';
import { MovesPanel } from './MovesPanel';
import { RoadsPanel } from './RoadsPanel';
import './DeskPanels.css';

const panels = { coverage: CoveragePanel, roads: RoadsPanel, moves: MovesPanel };

/** What lies beside the map when it is asked for: coverage in detail, closed roads, suggested moves. */
export function DeskPanels() {
  const t = useT();
  const panel = useDesk((s) => s.panel);
  if (!panel) return null;
  const Panel = panels[panel];
  const close = () => {
    dropClosure();
    showPanel(undefined);
  };
  return (
    <aside className="desk-panel" aria-label={t(`panel.${panel}`)} data-testid={`desk-panel-${panel}`}>
      <header>
        <h2>{t(`panel.${panel}`)}</h2>
        <button type="button" className="btn bare small" onClick={close} aria-label={t('common.close')}>
          {'×'}
        </button>
      </header>
      <Boundary key={panel}>
        <Panel />
      </Boundary>
    </aside>
  );
}
