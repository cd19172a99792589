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

/** The frequent reason that a digit stands for, while nothing is written yet: 1 is the first. */
export function quickReason(key: string, written: string, presets: readonly string[]): string | undefined {
  return written === '' && /^[1-9]$/.test(key) ? presets[Number(key) - 1] : undefined;
}

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
          onKeyDown={(event) => {
            const quick = quickReason(event.key, reason, presets);
            if (!quick) return;
            event.preventDefault();
            setReason(quick);
          }}
        />
      </label>
      {presets.length > 0 && (
        <div className="presets">
          {presets.map((preset, i) => (
            <button key={preset} type="button" className="btn small" onClick={() => setReason(preset)}>
              <kbd>{i + 1}</kbd> {preset}
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
