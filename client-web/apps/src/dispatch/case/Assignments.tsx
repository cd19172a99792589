import { useT } from '../../shared/i18n';
import { isOpen, isOver } from '../../shared/model/caseModel';
import { useMay } from '../../shared/session/session';
import type { CaseView } from '../../shared/transport/wire';
import { PlusIcon } from '../../shared/ui/icons';
import { setAdding, useAdvice } from '../state/advice';
import { AssignmentCard } from './AssignmentCard';
import './Assignments.css';

/** The units of the case: those still bound to it first. */
export function Assignments({ case: c }: { case: CaseView }) {
  const t = useT();
  const mayDispatch = useMay('dispatch');
  const adding = useAdvice((s) => s.adding);
  const sorted = [...c.assignments].sort((a, b) => Number(isOver(a)) - Number(isOver(b)));
  return (
    <section className="assignments" aria-label={t('assign.title')}>
      <header>
        <h3>{t('assign.title')}</h3>
        {mayDispatch && isOpen(c) && c.status !== 'waiting' && !adding && (
          <button type="button" className="btn small" onClick={() => setAdding(true)} data-testid="add-unit">
            <PlusIcon /> {t('dispatch.add')}
          </button>
        )}
      </header>
      <ul>
        {sorted.map((a) => (
          <AssignmentCard key={a.assignmentId} case={c} assignment={a} />
        ))}
      </ul>
    </section>
  );
}
