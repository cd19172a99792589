import { useT } from '../../shared/i18n';
import { isOver } from '../../shared/model/caseModel';
import { rankOf } from '../../shared/model/milestones';
import { useMay } from '../../shared/session/session';
import { formatDuration } from '../../shared/time/duration';
import { api } from '../../shared/transport/api';
import { usePending } from '../../shared/transport/perform';
import { usePolled } from '../../shared/transport/usePolled';
import type { AssignmentView, CaseView, HospitalCandidateView } from '../../shared/transport/wire';
import { ageText } from '../../shared/ui/ageText';
import { GoodMark, WarningMark } from '../../shared/ui/icons';
import { setDestination } from '../state/commands';
import { useReasonText } from './reasonWords';

/** How often the hospitals are asked for again while somebody looks, milliseconds of real time. */
const refreshMs = 15_000;

/** How many are shown. */
const shown = 3;

/** The one assignment that can be sent to a hospital from here; none when there are several, which have their own lists. */
export function carrierOf(assignments: readonly AssignmentView[]): AssignmentView | undefined {
  const open = assignments.filter((a) => !isOver(a) && a.active && rankOf(a.milestone) < rankOf('HandedOver'));
  return open.length === 1 ? open[0] : undefined;
}

function Hospital({
  case: c,
  hospital: h,
  carrier,
}: {
  case: CaseView;
  hospital: HospitalCandidateView;
  carrier: AssignmentView | undefined;
}) {
  const t = useT();
  const reason = useReasonText('hospital-reason');
  const mayDispatch = useMay('dispatch');
  const pending = usePending(`destination:${carrier?.assignmentId}`);
  const chosen = carrier?.hospitalId === h.hospitalId;
  return (
    <li data-testid={`hospital-${h.hospitalId}`}>
      <span className="who">
        <span className={h.suitable ? '' : 'mean-warning'}>
          {h.suitable ? <GoodMark size={14} /> : <WarningMark size={14} />} <b>{h.name}</b>
        </span>
        <span className="dim">{h.reasons.map(reason).join(' · ')}</span>
      </span>
      <b>{typeof h.etaSeconds === 'number' ? formatDuration(h.etaSeconds) : t('common.unknown')}</b>
      {chosen && <span className="tag mean-good">{t('advice.chosen')}</span>}
      {carrier && mayDispatch && !chosen && (
        <button
          type="button"
          className="btn small"
          disabled={pending}
          onClick={() => void setDestination(c, carrier, { id: h.hospitalId, name: h.name })}
          data-testid={`take-${h.hospitalId}`}
        >
          {t('advice.takeThere')}
        </button>
      )}
    </li>
  );
}

/** Where the patient could be taken, by the time to what is needed, with what speaks for and against each. */
export function HospitalAdvice({ case: c }: { case: CaseView }) {
  const t = useT();
  const { view, failed } = usePolled(() => api.hospitalRecommendations(c.caseId), `${c.caseId} ${c.version}`, refreshMs);
  const carrier = carrierOf(c.assignments);
  const from = view?.ambulanceId
    ? t('advice.fromUnit', { unit: view.ambulanceId, age: ageText(t, view.positionAgeSeconds ?? 0) })
    : t('advice.fromScene');
  return (
    <section className="hospital-advice" aria-label={t('advice.hospitals')}>
      <header>
        <h3>{t('advice.hospitals')}</h3>
        {view && <span className="faint">{from}</span>}
      </header>
      {failed && (
        <p className="mean-warning" role="alert">
          <WarningMark /> {t('advice.hospitalsFailed')}
        </p>
      )}
      {!view && !failed && <p className="dim">{t('common.loading')}</p>}
      <ol>
        {view?.candidates.slice(0, shown).map((h) => (
          <Hospital key={h.hospitalId} case={c} hospital={h} carrier={carrier} />
        ))}
      </ol>
    </section>
  );
}
