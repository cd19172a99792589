import { type ReactNode, useId } from 'react';
import './Segmented.css';

interface SegmentedProps<T extends string> {
  label: string;
  value: T | undefined;
  options: readonly { value: T; content: ReactNode; title?: string; testId?: string }[];
  onChange: (value: T) => void;
  disabled?: boolean;
  pending?: boolean;
}

/** One choice of few, all in sight. */
export function Segmented<T extends string>({ label, value, options, onChange, disabled, pending }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div className={`segmented ${pending ? 'pending' : ''}`} role="radiogroup" aria-label={label} aria-busy={pending}>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''} title={option.title} data-testid={option.testId}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          {option.content}
        </label>
      ))}
    </div>
  );
}
