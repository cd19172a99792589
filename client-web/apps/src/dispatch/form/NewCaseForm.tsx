import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useT } from '../../shared/i18n';
import { asProblem, type Problem } from '../../shared/transport/problem';
import { Field } from '../../shared/ui/Field';
import { CloseIcon, DangerMark } from '../../shared/ui/icons';
import { problemText } from '../../shared/ui/toasts';
import { openCase } from '../state/commands';
import { closeForm, selectCase } from '../state/desk';
import { ComplaintField } from './ComplaintField';
import { changeDraft, clearDraft, isEmpty, missing, toRequest, useDraft } from './draft';
import { LocationFields } from './LocationFields';
import { PriorityField } from './PriorityField';
import { useFieldErrors } from './useFieldErrors';
import './NewCaseForm.css';

/** The longest texts that the server takes, in characters. */
const limits = { name: 100, phone: 32, notes: 2000 } as const;

/** Takes down a new call. What was typed stays when the form is left. */
export function NewCaseForm() {
  const t = useT();
  const draft = useDraft();
  const [pending, setPending] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const errors = useFieldErrors(tried ? missing(draft) : [], problem);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    setProblem(undefined);
    const body = toRequest(draft);
    if (!body || pending) return;
    setPending(true);
    try {
      const opened = await openCase(body);
      clearDraft();
      closeForm();
      selectCase(opened.caseId);
    } catch (error) {
      setProblem(asProblem(error));
      setPending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  };
  const anyAtField = Object.values(errors).some(Boolean);

  return (
    <form className="case-form" onSubmit={submit} onKeyDown={onKeyDown} noValidate data-testid="case-form">
      <header>
        <h2>{t('form.title')}</h2>
        <button type="button" className="btn small bare" disabled={isEmpty(draft)} onClick={clearDraft}>
          {t('form.discard')}
        </button>
        <button type="button" className="btn bare small icon" aria-label={t('common.close')} onClick={closeForm}>
          <CloseIcon />
        </button>
      </header>
      <div className="fields">
        <div className="row">
          <Field label={t('form.phone')} error={errors.phone}>
            {(control) => (
              <input
                {...control}
                className="input"
                inputMode="tel"
                // biome-ignore lint/a11y/noAutofocus: the form opens to be typed into at once.
                autoFocus
                maxLength={limits.phone}
                value={draft.phone}
                onChange={(event) => changeDraft({ phone: event.target.value })}
                data-testid="case-form-phone"
              />
            )}
          </Field>
          <Field label={t('form.caller')} error={errors.name}>
            {(control) => (
              <input
                {...control}
                className="input"
                maxLength={limits.name}
                value={draft.name}
                onChange={(event) => changeDraft({ name: event.target.value })}
                data-testid="case-form-name"
              />
            )}
          </Field>
        </div>
        <LocationFields error={errors.location} />
        <ComplaintField error={errors.complaint} />
        <PriorityField error={errors.priority} />
        <div className="row patients">
          <Field label={t('case.patients')} error={errors.patients}>
            {(control) => (
              <input
                {...control}
                className="input"
                type="number"
                min={1}
                max={500}
                value={draft.patients}
                onChange={(event) => changeDraft({ patients: event.target.value })}
                data-testid="case-form-patients"
              />
            )}
          </Field>
        </div>
        <Field label={t('form.notes')} error={errors.notes}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              maxLength={limits.notes}
              value={draft.notes}
              onChange={(event) => changeDraft({ notes: event.target.value })}
              data-testid="case-form-notes"
            />
          )}
        </Field>
      </div>
      <footer>
        {problem && !anyAtField && (
          <p className="mean-danger" role="alert" data-testid="case-form-error">
            <DangerMark /> {problemText(problem)}
          </p>
        )}
        <button
          type="submit"
          className="btn primary"
          disabled={pending}
          aria-keyshortcuts="Control+Enter"
          data-testid="case-form-submit"
        >
          {pending ? t('form.pending') : t('form.submit')} <kbd>{'Ctrl'}</kbd> <kbd>{'Enter'}</kbd>
        </button>
      </footer>
    </form>
  );
}
