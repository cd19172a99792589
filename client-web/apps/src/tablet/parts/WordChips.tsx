import { useState } from 'react';
import { useT } from '../../shared/i18n';

interface WordChipsProps {
  label: string;
  /** Codes that are one tap away. */
  usual: readonly string[];
  /** Undefined while nobody asked; empty when there is none. */
  words: readonly string[] | undefined;
  onChange: (words: readonly string[]) => void;
  testId: string;
}

/** Words that hold of the patient: the usual ones by tap, others written; "asked, there is none" is an answer too. */
export function WordChips({ label, usual, words, onChange, testId }: WordChipsProps) {
  const t = useT();
  const [other, setOther] = useState('');
  const known = words ?? [];
  const toggle = (word: string) => onChange(known.includes(word) ? known.filter((w) => w !== word) : [...known, word]);
  return (
    <div className="chips">
      <button
        type="button"
        className="btn"
        aria-pressed={words?.length === 0}
        onClick={() => onChange([])}
        data-testid={`${testId}-none`}
      >
        {t('tablet.facts.asked')}
      </button>
      {[...usual, ...known.filter((word) => !usual.includes(word))].map((word) => (
        <button
          key={word}
          type="button"
          className="btn"
          aria-pressed={known.includes(word)}
          onClick={() => toggle(word)}
          data-testid={`${testId}-${word}`}
        >
          {t.code('tablet.word', word) ?? word}
        </button>
      ))}
      <input
        className="input"
        aria-label={label}
        placeholder={t('tablet.facts.add')}
        value={other}
        maxLength={64}
        onChange={(event) => setOther(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (other.trim()) toggle(other.trim());
          setOther('');
        }}
      />
    </div>
  );
}
