import { useRef } from 'react';
import { useT } from '../../shared/i18n';
import { useMay } from '../../shared/session/session';
import { useLive } from '../../shared/transport/live';
import { PlusIcon } from '../../shared/ui/icons';
import { openForm, useDesk } from '../state/desk';
import { CaseCard } from './CaseCard';
import { useQueue } from './useQueue';
import './Queue.css';

/** The open cases, most urgent first. */
export function Queue() {
  const t = useT();
  const mayDispatch = useMay('dispatch');
  const input = useRef<HTMLInputElement>(null);
  const search = useDesk((s) => s.search);
  const selected = useDesk((s) => s.caseId);
  const connecting = useLive((s) => s.phase === 'connecting');
  const { waiting, assigned } = useQueue();
  const empty = waiting.length + assigned.length === 0;
  const groups = [
    { status: 'waiting', cases: waiting },
    { status: 'assigned', cases: assigned },
  ] as const;
  return (
    <>
      <header className="queue-head">
        <input
          ref={input}
          type="search"
          className="input"
          placeholder={t('queue.search')}
          aria-label={t('queue.search')}
          aria-keyshortcuts="/"
          value={search}
          onChange={(event) => useDesk.setState({ search: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              useDesk.setState({ search: '' });
              input.current?.blur();
            }
          }}
          data-testid="queue-search"
        />
        {mayDispatch && (
          <button type="button" className="btn primary" onClick={openForm} aria-keyshortcuts="F2" data-testid="new-case">
            <PlusIcon /> {t('queue.newCase')} <kbd>{'F2'}</kbd>
          </button>
        )}
      </header>
      <div className="queue-list">
        {groups.map(
          ({ status, cases }) =>
            cases.length > 0 && (
              <section key={status} aria-label={t(`status.${status}`)}>
                <h2 className="queue-group">
                  {t(`status.${status}`)} <span className="number">{cases.length}</span>
                </h2>
                <ul>
                  {cases.map((c) => (
                    <CaseCard key={c.caseId} case={c} selected={c.caseId === selected} />
                  ))}
                </ul>
              </section>
            ),
        )}
        {empty && !connecting && (
          <p className="queue-empty dim">{search ? t('queue.noMatch', { text: search }) : t('queue.empty')}</p>
        )}
      </div>
    </>
  );
}
