import { useT } from '../../shared/i18n';
import { Field } from '../../shared/ui/Field';
import { changeDraft, useDraft } from './draft';

/** The most frequent complaints, one click each; what is written is words, which the server reads too. */
const frequent = [
  'chestPain',
  'breathing',
  'unconscious',
  'stroke',
  'traffic',
  'fall',
  'bleeding',
  'seizure',
  'poisoning',
  'abdominal',
  'labour',
  'newborn',
] as const;

/** What is wrong, in the caller's words or one of the frequent ones. */
export function ComplaintField({ error }: { error: string | undefined }) {
  const t = useT();
  const complaint = useDraft((d) => d.complaint);
  const add = (word: string) => {
    const said = complaint.trim();
    if (!said.includes(word)) changeDraft({ complaint: said === '' ? word : `${said}${t('form.complaintJoin')}${word}` });
  };
  return (
    <div className="complaint-field">
      <Field label={t('case.complaint')} error={error}>
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={500}
            value={complaint}
            onChange={(event) => changeDraft({ complaint: event.target.value })}
            data-testid="case-form-complaint"
          />
        )}
      </Field>
      <div className="quick">
        {frequent.map((code) => (
          <button key={code} type="button" className="btn small" onClick={() => add(t(`complaint.${code}`))}>
            {t(`complaint.${code}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
