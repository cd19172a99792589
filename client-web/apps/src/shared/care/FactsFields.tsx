import { useT } from '../i18n';
import { Field } from '../ui/Field';
import { Segmented } from '../ui/Segmented';
import type { FactsDraft } from './facts';

interface FactsFieldsProps {
  draft: FactsDraft;
  set: (change: Partial<FactsDraft>) => void;
  /** Without what only a crew at the patient tells. */
  brief?: boolean;
}

const letters = ['A', 'C', 'V', 'P', 'U'] as const;

function TextField({
  label,
  hint,
  value,
  onChange,
  testId,
  numeric,
}: {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  testId: string;
  numeric?: boolean;
}) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          className="input"
          inputMode={numeric ? 'decimal' : undefined}
          maxLength={200}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-testid={testId}
        />
      )}
    </Field>
  );
}

/** What is known of a patient, to be written down: only what somebody said or measured. */
export function FactsFields({ draft, set, brief }: FactsFieldsProps) {
  const t = useT();
  return (
    <div className="facts-fields">
      <TextField label={t('patient.name')} value={draft.name} onChange={(name) => set({ name })} testId="patient-name" />
      <div className="pair">
        <TextField numeric label={t('patient.age')} value={draft.age} onChange={(age) => set({ age })} testId="patient-age" />
        <Segmented
          label={t('patient.age')}
          value={draft.months ? 'months' : 'years'}
          options={(['years', 'months'] as const).map((value) => ({
            value,
            content: value === 'years' ? t('patient.years', { n: '' }).trim() : t('patient.ageMonths', { n: '' }).trim(),
          }))}
          onChange={(unit) => set({ months: unit === 'months' })}
        />
      </div>
      <div className="field">
        <span className="label">{t('patient.sex')}</span>
        <Segmented
          label={t('patient.sex')}
          value={draft.sex || undefined}
          options={(['male', 'female'] as const).map((value) => ({
            value,
            content: t(`patient.sex.${value}`),
            testId: `patient-sex-${value}`,
          }))}
          onChange={(sex) => set({ sex })}
        />
      </div>
      <div className="pair">
        <TextField
          numeric
          label={`${t('patient.weight')} (${t('patient.kg', { n: '' }).trim()})`}
          value={draft.weight}
          onChange={(weight) => set({ weight })}
          testId="patient-weight"
        />
        <label className="check">
          <input type="checkbox" checked={draft.estimated} onChange={(event) => set({ estimated: event.target.checked })} />
          {t('patient.estimated')}
        </label>
      </div>
      <TextField
        label={t('patient.allergies')}
        hint={t('patient.listHint')}
        value={draft.allergies}
        onChange={(allergies) => set({ allergies })}
        testId="patient-allergies"
      />
      <TextField
        label={t('patient.conditions')}
        hint={t('patient.listHint')}
        value={draft.conditions}
        onChange={(conditions) => set({ conditions })}
        testId="patient-conditions"
      />
      {draft.sex !== 'male' && (
        <div className="field">
          <span className="label">{t('patient.pregnancy')}</span>
          <Segmented
            label={t('patient.pregnancy')}
            value={draft.pregnancy}
            options={(['unknown', 'no', 'yes'] as const).map((value) => ({ value, content: t(`patient.pregnancy.${value}`) }))}
            onChange={(pregnancy) => set({ pregnancy })}
          />
        </div>
      )}
      {!brief && (
        <>
          <div className="field">
            <span className="label">{t('patient.consciousness')}</span>
            <Segmented
              label={t('patient.consciousness')}
              value={draft.consciousness || undefined}
              options={letters.map((value) => ({ value, content: value, title: t(`consciousness.${value}`) }))}
              onChange={(consciousness) => set({ consciousness })}
            />
          </div>
          <TextField numeric label={t('patient.gcs')} value={draft.gcs} onChange={(gcs) => set({ gcs })} testId="patient-gcs" />
          <div className="field">
            <span className="label">{t('patient.oxygen')}</span>
            <Segmented
              label={t('patient.oxygen')}
              value={draft.oxygen || undefined}
              options={(['yes', 'no'] as const).map((value) => ({ value, content: t(`patient.${value}`) }))}
              onChange={(oxygen) => set({ oxygen })}
            />
          </div>
        </>
      )}
    </div>
  );
}
