import { type KeyboardEvent, useState } from 'react';

interface EditableTextProps {
  label: string;
  value: string;
  numeric?: boolean;
  disabled?: boolean;
  /** Whether it was saved. */
  onSave: (value: string) => Promise<boolean>;
}

/** A text that becomes a field when it is chosen; Enter saves, Esc leaves it as it was. */
export function EditableText({ label, value, numeric, disabled, onSave }: EditableTextProps) {
  const [draft, setDraft] = useState<string>();
  const [pending, setPending] = useState(false);
  const save = async () => {
    if (draft === undefined) return;
    const text = draft.trim();
    if (text !== '' && text !== value) {
      setPending(true);
      const saved = await onSave(text);
      setPending(false);
      if (!saved) return;
    }
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') void save();
    if (event.key === 'Escape') {
      event.stopPropagation();
      setDraft(undefined);
    }
  };
  if (disabled) return <span>{value}</span>;
  if (draft === undefined) {
    return (
      <button type="button" className="editable" title={label} onClick={() => setDraft(value)}>
        {value}
      </button>
    );
  }
  return (
    <input
      className="input"
      aria-label={label}
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the text that was just chosen.
      autoFocus
      inputMode={numeric ? 'numeric' : 'text'}
      value={draft}
      disabled={pending}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => void save()}
    />
  );
}
