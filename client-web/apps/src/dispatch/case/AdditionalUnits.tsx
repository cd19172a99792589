import { useT } from '../../shared/i18n';
import { formatDuration } from '../../shared/time/duration';
import type { AdditionalUnitView, CaseView } from '../../shared/transport/wire';
import { InfoMark } from '../../shared/ui/icons';
import { dispatchKey, usePending } from '../state/commands';
import { sendAdvised } from '../state/dispatchPicked';
import { useReasonText } from './reasonWords';

/** Further units that the county's rules ask for, each with who could be it. */
export function AdditionalUnits({ case: c, additional }: { case: CaseView; additional: readonly AdditionalUnitView[] }) {
  const t = useT();
  const reason = useReasonText();
  const pending = usePending(dispatchKey(c.caseId));
  if (additional.length === 0) return null;
  return (
    <section className="additional-units" aria-label={t('advice.additional')}>
      <h4>{t('advice.additional')}</h4>
      <ul>
        {additional.map((each) => {
          const first = each.candidates[0];
          const others = each.candidates.slice(1).map((o) => o.ambulanceId);
          return (
            <li key={each.kind} data-testid={`additional-${each.kind}`}>
              <span className="who">
                <span>
                  <InfoMark size={14} /> <b>{t.code('support', each.kind) ?? each.kind}</b>{' '}
                  <span className="dim">{reason(each.why)}</span>
                </span>
                <span className="dim">
                  {first
                    ? [
                        `${first.ambulanceId} ${typeof first.etaSeconds === 'number' ? formatDuration(first.etaSeconds) : t('common.unknown')}`,
                        ...others,
                      ].join(' · ')
                    : t('advice.nobody')}
                </span>
              </span>
              {first && (
                <button
                  type="button"
                  className="btn small"
                  disabled={pending}
                  onClick={() => void sendAdvised(c, each)}
                  data-testid={`send-${each.kind}`}
                >
                  {t('dispatch.submit', { unit: first.ambulanceId })}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
