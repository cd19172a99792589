import { useT } from '../../shared/i18n';
import type { UnavailableView } from '../../shared/transport/wire';
import { useReasonText } from './reasonWords';

/** Units that could not go, and what stands against each; closed until somebody asks. */
export function UnavailableUnits({ units }: { units: readonly UnavailableView[] }) {
  const t = useT();
  const reason = useReasonText();
  if (units.length === 0) return null;
  return (
    <details className="unavailable-units" data-testid="unavailable">
      <summary>{t('advice.unavailable', { n: units.length })}</summary>
      <ul>
        {units.map((unit) => (
          <li key={unit.ambulanceId}>
            <b>{unit.ambulanceId}</b> <span className="dim">{unit.reasons.map(reason).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
