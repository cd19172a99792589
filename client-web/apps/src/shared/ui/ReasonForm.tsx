import { type FormEvent, useState } from 'react';
import { useT } from '../i18n';
import './ReasonForm.css';

interface ReasonFormProps {
  label: string;
  submit: string;
  danger?: boolean;
  /** Frequent reasons, one click each. */
  presets?: readonly string[];
  optional?: boolean;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
}

/** The longest reason that the server takes, in characters. */
const longestReason = 200;

/** Asks for a reason in words, for what cannot be undone or departs from the rule. */
export function ReasonForm({ label, submit, danger, presets = [], optional, onSubmit, onCancel }: ReasonFormProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const ready = optional || reason.trim() !== '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onSubmit(reason.trim());
  };
  return (
    <form className="reason-form" onSubmit={send} data-testid="reason-form">
      <label>
        <span className="dim">{label}</span>
        <input
          className="input"
          // biome-ignore lint/a11y/noAutofocus: the reason is asked for in answer to a key or click just made here.
          autoFocus
          value={reason}
          maxLength={longestReason}
          data-testid="reason-input"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {presets.length > 0 && (
        <div className="presets">
          {presets.map((preset) => (
            <button key={preset} type="button" className="btn small" onClick={() => setReason(preset)}>
              {preset}
            </button>
          ))}
        </div>
      )}
      <div className="buttons">
        <button type="button" className="btn small bare" onClick={onCancel}>
          {t('common.cancel')}
        </button>
        <button
          type="submit"
          className={`btn small ${danger ? 'danger' : 'primary'}`}
          disabled={!ready}
          data-testid="reason-submit"
        >
          {submit}
        </button>
      </div>
    </form>
  );
}
