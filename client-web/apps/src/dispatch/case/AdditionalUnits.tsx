import { useT } from '../../shared/i18n';
import { useMay } from '../../shared/session/session';
import { formatDuration } from '../../shared/time/duration';
import { api } from '../../shared/transport/api';
import { usePending } from '../../shared/transport/perform';
import { usePolled } from '../../shared/transport/usePolled';
import type { AdditionalUnitView, CaseView } from '../../shared/transport/wire';
import { InfoMark, WarningMark } from '../../shared/ui/icons';
import { dispatchKey } from '../state/commands';
import { sendAdvised } from '../state/dispatchPicked';
import { useReasonText } from './reasonWords';

interface AdditionalUnitsProps {
  case: CaseView;
  additional: readonly AdditionalUnitView[];
  /** The recommendation that they are of. */
  seen: string;
}

/** Further units that the county's rules ask for, each with who could be it. */
export function AdditionalUnits({ case: c, additional, seen }: AdditionalUnitsProps) {
  const t = useT();
  const reason = useReasonText();
  const mayDispatch = useMay('dispatch');
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
              {first && !first.requiresDivert && mayDispatch && (
                <button
                  type="button"
                  className="btn small"
                  disabled={pending}
                  onClick={() => void sendAdvised(c, each, seen)}
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

/** How often further units are asked after while a unit is on its way, milliseconds of real time. */
const refreshMs = 15_000;

/** What is still advised once a unit is on the case: the first unit sent must not hide that a second one is asked for. */
export function StillAdvised({ case: c }: { case: CaseView }) {
  const t = useT();
  const { view, failed } = usePolled(() => api.recommendations(c.caseId), `${c.caseId} ${c.version}`, refreshMs);
  if (failed)
    return (
      <p className="mean-warning" role="alert">
        <WarningMark /> {t('advice.additionalFailed')}
      </p>
    );
  return view ? <AdditionalUnits case={c} additional={view.additional} seen={view.recommendationId} /> : null;
}
