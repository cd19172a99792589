import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useLocale } from '../../shared/i18n/locale';
import { isMoreUrgent } from '../../shared/model/caseModel';
import { rankOf } from '../../shared/model/milestones';
import { byActivity, groupOf } from '../../shared/model/unitModel';
import { parseLocalDateTime } from '../../shared/time/wallTime';
import type { AssignRequest } from '../../shared/transport/api';
import { useLive } from '../../shared/transport/live';
import type { CandidateView, CaseView, UnitView } from '../../shared/transport/wire';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { setAdding } from '../state/advice';
import { dispatchUnit } from '../state/commands';

type Way = 'now' | 'queue' | 'divert' | 'later';
type Send = (body: Omit<AssignRequest, 'ambulanceId'>) => void;

/** Keeps a unit for later: it is reserved, not dispatched, until the time has come. */
function Later({ onSend, onCancel }: { onSend: Send; onCancel: () => void }) {
  const t = useT();
  const timeZone = useLocale((l) => l.timeZone);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const at = parseLocalDateTime(text, timeZone);
  const ready = at !== undefined && reason.trim() !== '';
  return (
    <form
      className="reason-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSend({ queue: true, notBefore: new Date(at).toISOString(), overrideReason: reason.trim() });
      }}
    >
      <label>
        <span className="dim">{t('dispatch.notBefore')}</span>
        <input
          type="datetime-local"
          className="input"
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="not-before"
        />
      </label>
      <label>
        <span className="dim">{t('dispatch.overrideReason')}</span>
        <input
          className="input"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          data-testid="later-reason"
        />
      </label>
      <div className="buttons">
        <button type="button" className="btn small bare" onClick={onCancel}>
          {t('common.cancel')}
        </button>
        <button type="submit" className="btn small primary" disabled={!ready}>
          {t('dispatch.later')}
        </button>
      </div>
    </form>
  );
}

/** A unit is taken from another case only before it is there, and only for a more urgent one. */
function useMayDivert(c: CaseView, unit: UnitView): boolean {
  const from = useLive((s) => (unit.caseId ? s.cases[unit.caseId] : undefined));
  const underWay = unit.milestone ? rankOf(unit.milestone) <= rankOf('EnRoute') : false;
  return from !== undefined && underWay && isMoreUrgent(c, from);
}

/** How the chosen unit can be had. */
function Ways({ case: c, unit, onWay }: { case: CaseView; unit: UnitView; onWay: (way: Way) => void }) {
  const t = useT();
  const mayDivert = useMayDivert(c, unit);
  const busy = groupOf(unit) === 'busy';
  return (
    <p className="ways">
      {busy && <span className="dim">{t('dispatch.busyHint', { unit: unit.ambulanceId })}</span>}
      {!busy && (
        <button type="button" className="btn small" onClick={() => onWay('now')} data-testid="send-unit">
          {t('dispatch.submit', { unit: unit.ambulanceId })}
        </button>
      )}
      {busy && (
        <button type="button" className="btn small" onClick={() => onWay('queue')} data-testid="queue-unit">
          {t('dispatch.queue')}
        </button>
      )}
      {busy && mayDivert && (
        <button type="button" className="btn small" onClick={() => onWay('divert')} data-testid="divert-unit">
          {t('dispatch.divert')}
        </button>
      )}
      <button type="button" className="btn small" onClick={() => onWay('later')} data-testid="later-unit">
        {t('dispatch.later')}
      </button>
    </p>
  );
}

/** Every other unit: sent with a reason when it is free, queued or diverted when it is busy, or kept for later. */
export function OtherUnits({ case: c, candidates }: { case: CaseView; candidates: readonly CandidateView[] }) {
  const t = useT();
  const units = useLive((s) => s.units);
  const [chosen, setChosen] = useState('');
  const [way, setWay] = useState<Way>();
  const unit = units[chosen];
  const first = candidates[0]?.ambulanceId;
  const others = Object.values(units).filter((each) => each.ambulanceId !== first);

  const choose = (ambulanceId: string) => {
    setChosen(ambulanceId);
    setWay(undefined);
  };
  const send: Send = async (body) => {
    if (!(await dispatchUnit(c, { ambulanceId: chosen, ...body }))) return;
    setAdding(false);
    choose('');
  };
  const back = () => setWay(undefined);

  return (
    <div className="other-units">
      <label>
        <span className="dim">{t('dispatch.other')}</span>
        <select className="input" value={chosen} onChange={(event) => choose(event.target.value)} data-testid="other-unit">
          <option value="">{t('dispatch.pickOther')}</option>
          {others.sort(byActivity).map((each) => (
            <option key={each.ambulanceId} value={each.ambulanceId} disabled={groupOf(each) === 'out'}>
              {[each.ambulanceId, t(`duty.${each.duty}`), each.milestone && t(`milestone.${each.milestone}`), each.stationName]
                .filter(Boolean)
                .join(' · ')}
            </option>
          ))}
        </select>
      </label>
      {unit && !way && <Ways case={c} unit={unit} onWay={setWay} />}
      {unit && (way === 'now' || way === 'queue') && (
        <ReasonForm
          key={way}
          label={t('dispatch.overrideReason')}
          submit={way === 'queue' ? t('dispatch.queue') : t('dispatch.submit', { unit: chosen })}
          presets={[t('dispatch.override.crew'), t('dispatch.override.equipment'), t('dispatch.override.request')]}
          onSubmit={(overrideReason) => send({ overrideReason, ...(way === 'queue' ? { queue: true } : {}) })}
          onCancel={back}
        />
      )}
      {unit && way === 'divert' && (
        <ReasonForm
          label={t('dispatch.divertReason')}
          submit={t('dispatch.divert')}
          danger
          presets={[t('assign.reason.closer')]}
          onSubmit={(divertReason) => send({ divertReason })}
          onCancel={back}
        />
      )}
      {unit && way === 'later' && <Later onSend={send} onCancel={back} />}
    </div>
  );
}
