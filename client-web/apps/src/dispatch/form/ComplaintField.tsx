import { useT } from '../../shared/i18n';
import { Field } from '../../shared/ui/Field';
import { complaintText } from '../state/words';
import { changeDraft, useDraft } from './draft';

/** The most frequent complaints, one click each. */
const frequent = [
  'chest-pain',
  'stroke',
  'breathing',
  'unconscious',
  'traffic',
  'fall',
  'trauma',
  'labour',
  'child',
  'poisoning',
] as const;

/** What is wrong, in the caller's words or one of the frequent ones. */
export function ComplaintField({ error }: { error: string | undefined }) {
  const t = useT();
  const complaint = useDraft((d) => d.complaint);
  return (
    <div className="complaint-field">
      <Field label={t('case.complaint')} error={error}>
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={500}
            value={complaintText(t, complaint)}
            onChange={(event) => changeDraft({ complaint: event.target.value })}
            data-testid="case-form-complaint"
          />
        )}
      </Field>
      <div className="quick">
        {frequent.map((code) => (
          <button
            key={code}
            type="button"
            className="btn small"
            aria-pressed={complaint === code}
            onClick={() => changeDraft({ complaint: code })}
          >
            {t(`complaint.${code}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
