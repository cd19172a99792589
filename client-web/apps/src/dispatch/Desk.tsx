import { useT } from '../shared/i18n';
import { Boundary } from '../shared/ui/Boundary';
import { usePreferences } from '../shared/ui/preferences';
import { Splitter } from '../shared/ui/Splitter';
import { UnitBoard } from './board/UnitBoard';
import { CasePanel } from './case/CasePanel';
import { NewCaseForm } from './form/NewCaseForm';
import { MapPane } from './map/MapPane';
import { Queue } from './queue/Queue';
import { useDesk } from './state/desk';
import './Desk.css';

/** Queue, map, selected case, and the units below the map. Panes resize and are remembered. */
export function Desk() {
  const t = useT();
  const panes = usePreferences((p) => p.panes);
  const boardOpen = usePreferences((p) => p.boardOpen);
  const set = usePreferences((p) => p.set);
  const formOpen = useDesk((s) => s.formOpen);
  const caseId = useDesk((s) => s.caseId);
  const resize = (change: Partial<typeof panes>) => set({ panes: { ...panes, ...change } });
  return (
    <main className="desk">
      <h1 className="visually-hidden">{t('app.title')}</h1>
      <section className="pane" style={{ width: panes.queue }} id="queue" aria-label={t('queue.title')}>
        <Boundary>
          <Queue />
        </Boundary>
      </section>
      <Splitter
        label={t('common.resize', { pane: t('queue.title') })}
        pane="left"
        size={panes.queue}
        min={300}
        max={520}
        onSize={(queue) => resize({ queue })}
      />
      <div className="middle">
        <Boundary>
          <MapPane />
        </Boundary>
        {boardOpen && (
          <Splitter
            label={t('common.resize', { pane: t('board.title') })}
            pane="below"
            size={panes.board}
            min={120}
            max={640}
            onSize={(board) => resize({ board })}
          />
        )}
        <section className="board-pane" style={boardOpen ? { height: panes.board } : undefined} aria-label={t('board.title')}>
          <Boundary>
            <UnitBoard />
          </Boundary>
        </section>
      </div>
      <Splitter
        label={t('common.resize', { pane: t('case.pane') })}
        pane="right"
        size={panes.detail}
        min={380}
        max={640}
        onSize={(detail) => resize({ detail })}
      />
      <section className="pane" style={{ width: panes.detail }} aria-label={formOpen ? t('form.title') : t('case.pane')}>
        <Boundary key={formOpen ? 'form' : caseId}>{formOpen ? <NewCaseForm /> : <CasePanel />}</Boundary>
      </section>
    </main>
  );
}
