import type { ReactNode } from 'react';
import { useT } from '../i18n';
import { type AgeLimits, freshness } from '../time/age';
import { ageText } from './ageText';

interface AgedProps {
  /** Age of the value; null or undefined when unknown. */
  ageSeconds: number | null | undefined;
  limits: AgeLimits;
  children?: ReactNode;
}

/** A live value with its age: plain while fresh, dimmed when late, hatched and dated when stale. */
export function Aged({ ageSeconds, limits, children }: AgedProps) {
  const t = useT();
  const grade = freshness(ageSeconds, limits);
  return (
    <span className={`aged age-${grade}`}>
      {children}
      {grade === 'stale' && typeof ageSeconds === 'number' && <span className="aged-ago"> {ageText(t, ageSeconds)}</span>}
    </span>
  );
}
