import { useMemo, useState } from 'react';
import { useT } from '../../shared/i18n';
import { byActivity, groupOf, type UnitGroup } from '../../shared/model/unitModel';
import { useLive } from '../../shared/transport/live';
import { ChevronIcon } from '../../shared/ui/icons';
import { usePreferences } from '../../shared/ui/preferences';
import { UnitRow } from './UnitRow';
import './UnitBoard.css';

const columns = ['unit', 'duty', 'milestone', 'case', 'eta', 'fix', 'speed', 'link', 'station', 'plate'] as const;
const filters = ['all', 'busy', 'free', 'out'] as const;

/** Every unit in one grid: what it does, when it is there, and how old what we know of it is. */
export function UnitBoard() {
  const t = useT();
  const open = usePreferences((p) => p.boardOpen);
  const set = usePreferences((p) => p.set);
  const units = useLive((s) => s.units);
  const [filter, setFilter] = useState<'all' | UnitGroup>('all');
  const sorted = useMemo(() => Object.values(units).sort(byActivity), [units]);
  const shown = filter === 'all' ? sorted : sorted.filter((unit) => groupOf(unit) === filter);
  const toggle = open ? t('board.collapse') : t('board.expand');
  return (
    <>
      <header className="board-head">
        <h2>{t('board.title')}</h2>
        {filters.map((each) => (
          <button
            key={each}
            type="button"
            className="btn bare small"
            aria-pressed={each === filter}
            onClick={() => setFilter(each)}
            data-testid={`board-filter-${each}`}
          >
            {t(`board.filter.${each}`)}{' '}
            <b>{each === 'all' ? sorted.length : sorted.filter((unit) => groupOf(unit) === each).length}</b>
          </button>
        ))}
        <span className="spring" />
        <button
          type="button"
          className="btn bare small icon"
          aria-label={toggle}
          title={toggle}
          aria-expanded={open}
          onClick={() => set({ boardOpen: !open })}
          data-testid="board-toggle"
        >
          <ChevronIcon up={!open} />
        </button>
      </header>
      {open && (
        <div className="board-scroll">
          <table className="board">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className={`col-${column}`}>
                    {t(`board.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((unit) => (
                <UnitRow key={unit.ambulanceId} unit={unit} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
