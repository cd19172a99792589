import { type FormEvent, type ReactNode, useState } from 'react';
import { useT } from '../../shared/i18n';
import type { PatientFactsView } from '../../shared/transport/careWire';
import { Segmented } from '../../shared/ui/Segmented';
import { note } from '../../shared/ui/toasts';
import { say, usePendingKey } from '../state/commands';
import { changes, draftOf, type FactsDraft, type GcsPart, gcsParts, gcsTotal, wrongFields } from '../state/facts';
import type { AssignmentOrder } from '../wire';
import { WordChips } from './WordChips';
import './FactsForm.css';

const usualAllergies = ['penicillin', 'cephalosporin', 'aspirin', 'iodine'] as const;
const usualConditions = [
  'hypertension',
  'diabetes',
  'coronary-disease',
  'stroke',
  'asthma',
  'peptic-ulcer',
  'anticoagulant',
] as const;
const responses = ['A', 'C', 'V', 'P', 'U'] as const;

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <span className="dim">{label}</span>
      <div className="row">{children}</div>
    </div>
  );
}

/** The coma scale by its three parts. */
function GcsHelper({ onTotal }: { onTotal: (total: number) => void }) {
  const t = useT();
  const [parts, setParts] = useState<Partial<Record<GcsPart, number>>>({});
  const choose = (part: GcsPart, value: number) => {
    const next = { ...parts, [part]: value };
    setParts(next);
    const total = gcsTotal(next);
    if (total !== undefined) onTotal(total);
  };
  return (
    <div className="stack gcs" data-testid="gcs-helper">
      {(Object.keys(gcsParts) as GcsPart[]).map((part) => (
        <Row key={part} label={t(`tablet.gcs.${part}`)}>
          <Segmented
            label={t(`tablet.gcs.${part}`)}
            value={parts[part] === undefined ? undefined : String(parts[part])}
            options={Array.from({ length: gcsParts[part] }, (_, i) => ({
              value: String(i + 1),
              content: String(i + 1),
              testId: `gcs-${part}-${i + 1}`,
            }))}
            onChange={(value) => choose(part, Number(value))}
          />
        </Row>
      ))}
    </div>
  );
}

function YesNo({ label, value, onChange }: { label: string; value: boolean | undefined; onChange: (value: boolean) => void }) {
  const t = useT();
  return (
    <Segmented
      label={label}
      value={value === undefined ? undefined : value ? 'yes' : 'no'}
      options={(['yes', 'no'] as const).map((word) => ({ value: word, content: t(`tablet.facts.${word}`) }))}
      onChange={(word) => onChange(word === 'yes')}
    />
  );
}

/** What is known of the patient. Only what was changed here is sent; what nobody asked stays unknown. */
export function FactsForm({ assignment, facts }: { assignment: AssignmentOrder; facts: PatientFactsView | undefined }) {
  const t = useT();
  const [touched, setTouched] = useState<Partial<FactsDraft>>({});
  const [helper, setHelper] = useState(false);
  const pending = usePendingKey('facts');
  // What others say meanwhile shows through wherever this crew has not touched the field.
  const draft: FactsDraft = { ...draftOf(facts), ...touched };
  const change = (part: Partial<FactsDraft>) => setTouched({ ...touched, ...part });
  const wrong = wrongFields(draft);
  const said = wrong.length === 0 ? changes(facts, draft) : undefined;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!said || !(await say(assignment, 'facts', { act: 'patient-described', facts: said }))) return;
    setTouched({});
    note(t('tablet.facts.saved'));
  };
  return (
    <form className="card facts" onSubmit={save} data-testid="facts">
      <Row label={t('tablet.facts.age')}>
        <input
          className="input short"
          inputMode="numeric"
          aria-label={t('tablet.facts.age')}
          aria-invalid={wrong.includes('age')}
          value={draft.age}
          maxLength={3}
          onChange={(event) => change({ age: event.target.value })}
          data-testid="fact-age"
        />
        <Segmented
          label={t('tablet.facts.age')}
          value={draft.ageUnit}
          options={(['years', 'months'] as const).map((value) => ({ value, content: t(`tablet.facts.${value}`) }))}
          onChange={(ageUnit) => change({ ageUnit })}
        />
        <Segmented
          label={t('tablet.facts.sex')}
          value={draft.sex || undefined}
          options={(['male', 'female'] as const).map((value) => ({
            value,
            content: t(`tablet.facts.${value}`),
            testId: `fact-sex-${value}`,
          }))}
          onChange={(sex) => change({ sex })}
        />
      </Row>
      <Row label={t('tablet.facts.weight')}>
        <input
          className="input short"
          inputMode="decimal"
          aria-label={t('tablet.facts.weight')}
          aria-invalid={wrong.includes('weight')}
          value={draft.weight}
          maxLength={5}
          onChange={(event) => change({ weight: event.target.value })}
          data-testid="fact-weight"
        />
        <button
          type="button"
          className="btn"
          aria-pressed={draft.weightEstimated}
          onClick={() => change({ weightEstimated: !draft.weightEstimated })}
        >
          {t('tablet.facts.estimated')}
        </button>
        <input
          className="input grow"
          placeholder={t('tablet.facts.name')}
          aria-label={t('tablet.facts.name')}
          value={draft.name}
          maxLength={100}
          onChange={(event) => change({ name: event.target.value })}
          data-testid="fact-name"
        />
      </Row>
      {wrong.map((field) => (
        <p key={field} className="mean-danger" role="alert">
          {t(`tablet.facts.wrong.${field}`)}
        </p>
      ))}
      <Row label={t('tablet.facts.consciousness')}>
        <Segmented
          label={t('tablet.facts.consciousness')}
          value={responses.find((word) => word === draft.consciousness)}
          options={responses.map((value) => ({
            value,
            content: (
              <>
                <b>{value}</b> {t(`tablet.avpu.${value}`)}
              </>
            ),
            testId: `fact-avpu-${value}`,
          }))}
          onChange={(consciousness) => change({ consciousness })}
        />
      </Row>
      <Row label={t('tablet.facts.gcs')}>
        <b className="gcs-total" data-testid="fact-gcs">
          {draft.gcs ?? t('common.unknown')}
        </b>
        <button type="button" className="btn" aria-expanded={helper} onClick={() => setHelper(!helper)} data-testid="gcs-open">
          {t('tablet.facts.gcsHelp')}
        </button>
        <span className="dim">{t('tablet.facts.oxygen')}</span>
        <YesNo label={t('tablet.facts.oxygen')} value={draft.onOxygen} onChange={(onOxygen) => change({ onOxygen })} />
        <span className="dim">{t('tablet.facts.pregnancy')}</span>
        <YesNo
          label={t('tablet.facts.pregnancy')}
          value={draft.pregnancy === 'unknown' ? undefined : draft.pregnancy === 'yes'}
          onChange={(yes) => change({ pregnancy: yes ? 'yes' : 'no' })}
        />
      </Row>
      {helper && <GcsHelper onTotal={(gcs) => change({ gcs })} />}
      <Row label={t('tablet.facts.allergies')}>
        <WordChips
          label={t('tablet.facts.allergies')}
          usual={usualAllergies}
          words={draft.allergies}
          onChange={(allergies) => change({ allergies })}
          testId="allergy"
        />
      </Row>
      <Row label={t('tablet.facts.conditions')}>
        <WordChips
          label={t('tablet.facts.conditions')}
          usual={usualConditions}
          words={draft.conditions}
          onChange={(conditions) => change({ conditions })}
          testId="condition"
        />
      </Row>
      <button type="submit" className="btn primary big" disabled={!said || pending} data-testid="facts-save">
        {t('tablet.facts.save')}
      </button>
    </form>
  );
}
