import { useT } from '../../shared/i18n';
import type { CrewCare, ScoreView } from '../../shared/transport/careWire';
import type { AssignmentOrder } from '../wire';
import { FactsForm } from './FactsForm';

function Score({ score }: { score: ScoreView }) {
  const t = useT();
  const text =
    score.status === 'complete'
      ? String(score.total)
      : score.status === 'incomplete'
        ? t('tablet.score.incomplete', { missing: score.missing.map((word) => t.code('vital', word) ?? word).join(' ') })
        : t('tablet.score.notApplicable');
  return (
    <li data-testid={`score-${score.name}`}>
      <span className="dim">{t.code('tablet.scoreName', score.name) ?? score.name}</span>{' '}
      {score.status === 'complete' ? <b>{text}</b> : <span className="faint">{text}</span>}
    </li>
  );
}

/** Who the patient is, as far as treatment depends on it, and the scores that follow. */
export function PatientTab({ order, care }: { order: AssignmentOrder; care: CrewCare | undefined }) {
  const t = useT();
  const patient = care?.patients.find((p) => p.patientId === care.patientId) ?? care?.patients[0];
  return (
    <div className="stack">
      {patient && patient.scores.length > 0 && (
        <section className="card">
          <h3 className="dim">{t('tablet.score.title')}</h3>
          <ul className="scores">
            {patient.scores.map((score) => (
              <Score key={score.name} score={score} />
            ))}
          </ul>
        </section>
      )}
      <FactsForm key={order.caseId} assignment={order} facts={patient?.facts} />
    </div>
  );
}
