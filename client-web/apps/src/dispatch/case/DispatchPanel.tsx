import { useT } from '../../shared/i18n';
import { recommendationAge } from '../../shared/time/age';
import { secondsSince } from '../../shared/time/duration';
import { useNow } from '../../shared/time/now';
import { usePending } from '../../shared/transport/perform';
import type { CandidateView, CaseView } from '../../shared/transport/wire';
import { Aged } from '../../shared/ui/Aged';
import { ageText } from '../../shared/ui/ageText';
import { WarningMark } from '../../shared/ui/icons';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { candidatesOf, pickedOf, setAdding, setAsking, useAdvice } from '../state/advice';
import { dispatchKey } from '../state/commands';
import { useDesk } from '../state/desk';
import { dispatchPicked, reasonNeeded, sendPicked } from '../state/dispatchPicked';
import { AdditionalUnits } from './AdditionalUnits';
import { Candidate } from './Candidate';
import { OtherUnits } from './OtherUnits';
import { UnavailableUnits } from './UnavailableUnits';
import './DispatchPanel.css';

function AsOf({ computedAt }: { computedAt: string }) {
  const t = useT();
  const now = useNow();
  const age = secondsSince(computedAt, now);
  return (
    <Aged ageSeconds={age} limits={recommendationAge}>
      <span className="faint">{t('dispatch.asOf', { age: ageText(t, age ?? 0) })}</span>
    </Aged>
  );
}

/** Why not the first one, or why this one is taken from where it is needed less. */
function AskReason({ case: c, candidates, picked }: { case: CaseView; candidates: CandidateView[]; picked: CandidateView }) {
  const t = useT();
  const divert = reasonNeeded(candidates, picked) === 'divert';
  return (
    <ReasonForm
      label={divert ? t('dispatch.divertReason') : t('dispatch.overrideReason')}
      submit={t('dispatch.submit', { unit: picked.ambulanceId })}
      presets={
        divert
          ? [t('assign.reason.closer')]
          : [
              t('dispatch.override.crew'),
              t('dispatch.override.road'),
              t('dispatch.override.equipment'),
              t('dispatch.override.request'),
            ]
      }
      onSubmit={(reason) => {
        setAsking(false);
        void sendPicked(c, candidates, picked, reason);
      }}
      onCancel={() => setAsking(false)}
    />
  );
}

/** Recommended units with their reasons, and the one button that matters. */
export function DispatchPanel({ case: c }: { case: CaseView }) {
  const t = useT();
  const view = useAdvice((s) => s.view);
  const failed = useAdvice((s) => s.failed);
  const adding = useAdvice((s) => s.adding);
  const asking = useAdvice((s) => s.asking);
  const pick = useDesk((s) => s.pick);
  const pending = usePending(dispatchKey(c.caseId));
  const candidates = candidatesOf(view);
  const picked = pickedOf(candidates, pick);
  return (
    <section className="dispatch-panel" aria-label={t('dispatch.title')}>
      <header>
        <h3>{t('dispatch.title')}</h3>
        {view && <AsOf computedAt={view.computedAt} />}
        {adding && c.status !== 'waiting' && (
          <button type="button" className="btn small bare" onClick={() => setAdding(false)}>
            {t('dispatch.hideAdd')}
          </button>
        )}
      </header>
      {failed && (
        <p className="mean-warning" role="alert">
          <WarningMark /> {t('dispatch.failed')}
        </p>
      )}
      {!view && !failed && <p className="dim">{t('common.loading')}</p>}
      {view && candidates.length === 0 && <p className="dim">{t('dispatch.none')}</p>}
      <ol className="candidates">
        {candidates.map((candidate, i) => (
          <Candidate
            key={candidate.ambulanceId}
            candidate={candidate}
            rank={i + 1}
            picked={candidate.ambulanceId === picked?.ambulanceId}
          />
        ))}
      </ol>
      {picked &&
        (asking ? (
          <AskReason key={picked.ambulanceId} case={c} candidates={candidates} picked={picked} />
        ) : (
          <button
            type="button"
            className="btn primary dispatch-button"
            disabled={pending}
            aria-keyshortcuts="Enter"
            onClick={() => dispatchPicked()}
            data-testid="dispatch"
          >
            {pending ? t('common.sending') : t('dispatch.submit', { unit: picked.ambulanceId })} <kbd>{'Enter'}</kbd>
          </button>
        ))}
      {view && <AdditionalUnits case={c} additional={view.additional} seen={view.recommendationId} />}
      {view && <UnavailableUnits units={view.unavailable} />}
      <OtherUnits case={c} candidates={candidates} />
    </section>
  );
}
