import { type ReactNode, useState } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { useMay } from '../session/session';
import { careApi } from '../transport/careApi';
import type { CarePatient, PatientFactsView, ScoreView } from '../transport/careWire';
import { settle } from '../transport/live';
import { perform, usePending } from '../transport/perform';
import { DangerMark, WarningMark } from '../ui/icons';
import { FactsFields } from './FactsFields';
import { draftOf, factsOf } from './facts';
import './care.css';
import './Patient.css';

/** Age and sex as people say them: `58 岁 男`. */
export function usePersonWords(): (facts: PatientFactsView) => string {
  const t = useT();
  return (facts) =>
    [
      facts.ageMonths != null
        ? t('patient.ageMonths', { n: facts.ageMonths })
        : facts.ageYears != null
          ? t('patient.years', { n: facts.ageYears })
          : undefined,
      facts.sex === 'male' || facts.sex === 'female' ? t(`patient.sex.${facts.sex}`) : undefined,
    ]
      .filter(Boolean)
      .join(' ');
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  const t = useT();
  const unknown = children === undefined || children === null || children === '';
  return (
    <div className="fact">
      <dt className="dim">{label}</dt>
      <dd className={unknown ? 'faint' : ''}>{unknown ? t('common.unknown') : children}</dd>
    </div>
  );
}

const grave: ReadonlySet<string> = new Set(['emergency', 'high', 'flagged', 'suspected']);
const notable: ReadonlySet<string> = new Set(['urgent', 'medium']);

function Score({ score }: { score: ScoreView }) {
  const t = useT();
  const format = useFormat();
  const name = t.code('score', score.name) ?? score.name;
  const total = score.total == null ? undefined : Math.round(score.total * 100) / 100;
  const missing = score.missing.map((word) => t.code('vital', word) ?? t.code('patient', word) ?? word).join(' ');
  return (
    <span
      className={`tag score ${score.band && grave.has(score.band) ? 'danger' : score.band && notable.has(score.band) ? 'warning' : ''}`}
      title={score.at ? format.time(score.at) : missing ? t('score.missing', { list: missing }) : undefined}
      data-testid={`score-${score.name}`}
      data-status={score.status}
    >
      {score.band && grave.has(score.band) && <DangerMark size={14} />}
      {score.band && notable.has(score.band) && <WarningMark size={14} />}
      {name} <b>{total ?? (score.status === 'notApplicable' ? t('score.notApplicable') : t('score.incomplete'))}</b>
      {score.band && <span>{t.code('band', score.band) ?? score.band}</span>}
    </span>
  );
}

/** The computed scores; one that lacks something says so and has no total. */
export function Scores({ scores }: { scores: readonly ScoreView[] }) {
  const t = useT();
  if (scores.length === 0) return null;
  return (
    <section className="scores" aria-label={t('score.title')}>
      {scores.map((score) => (
        <Score key={score.name} score={score} />
      ))}
    </section>
  );
}

function EditPatient({ caseId, patient, onDone }: { caseId: string; patient: CarePatient; onDone: () => void }) {
  const t = useT();
  const none = t('patient.none');
  const [draft, setDraft] = useState(() => draftOf(patient.facts, none));
  const [bad, setBad] = useState(false);
  const key = `patient:${caseId}:${patient.patientId}`;
  const pending = usePending(key);
  const save = async () => {
    const facts = factsOf(draft, none);
    setBad(!facts);
    if (!facts) return;
    const care = await perform(key, () => careApi.describePatient(caseId, patient.patientId, facts));
    if (!care) return;
    settle({ care });
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FactsFields draft={draft} set={(change) => setDraft((before) => ({ ...before, ...change }))} />
      {bad && (
        <p className="mean-danger" role="alert">
          <DangerMark /> {t('patient.bad')}
        </p>
      )}
      <div className="buttons">
        <button type="button" className="btn bare" onClick={onDone}>
          {t('common.cancel')}
        </button>
        <button type="submit" className="btn primary" disabled={pending} data-testid="patient-save">
          {t('patient.save')}
        </button>
      </div>
    </form>
  );
}

/** What is known of the patient that treatment depends on; what nobody knows says so. */
export function Patient({ caseId, patient }: { caseId: string; patient: CarePatient }) {
  const t = useT();
  const format = useFormat();
  const may = useMay('guide');
  const [editing, setEditing] = useState(false);
  const { facts } = patient;
  const list = (words: readonly string[] | null | undefined) =>
    words ? (words.length === 0 ? t('patient.none') : words.join(' · ')) : undefined;
  return (
    <section className="care-section patient" aria-label={t('patient.title')} data-testid="patient">
      <header>
        <h3>{t('patient.title')}</h3>
        {may && !editing && (
          <button type="button" className="btn bare small" onClick={() => setEditing(true)} data-testid="patient-edit">
            {t('patient.edit')}
          </button>
        )}
      </header>
      {editing ? (
        <EditPatient caseId={caseId} patient={patient} onDone={() => setEditing(false)} />
      ) : (
        <dl className="facts">
          <Fact label={t('patient.name')}>{facts.name}</Fact>
          <Fact label={t('patient.weight')}>
            {facts.weightKg != null &&
              `${t('patient.kg', { n: facts.weightKg })}${facts.weightEstimated ? ` (${t('patient.estimated')})` : ''}`}
          </Fact>
          <Fact label={t('patient.allergies')}>
            {facts.allergies && facts.allergies.length > 0 ? (
              <b className="mean-danger">
                <DangerMark size={14} /> {list(facts.allergies)}
              </b>
            ) : (
              list(facts.allergies)
            )}
          </Fact>
          <Fact label={t('patient.conditions')}>{list(facts.conditions)}</Fact>
          {facts.sex !== 'male' && <Fact label={t('patient.pregnancy')}>{t(`patient.pregnancy.${facts.pregnancy}`)}</Fact>}
          <Fact label={t('patient.onset')}>{facts.onsetAt && format.dateTime(facts.onsetAt)}</Fact>
          <Fact label={t('patient.consciousness')}>
            {facts.consciousness && (t.code('consciousness', facts.consciousness) ?? facts.consciousness)}
          </Fact>
          <Fact label={t('patient.oxygen')}>
            {facts.onOxygen == null ? undefined : t(facts.onOxygen ? 'patient.yes' : 'patient.no')}
          </Fact>
        </dl>
      )}
    </section>
  );
}
