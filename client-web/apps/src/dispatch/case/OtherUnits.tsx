import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useLive } from '../../shared/transport/live';
import type { CandidateView, CaseView } from '../../shared/transport/wire';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { setAdding } from '../state/advice';
import { dispatchUnit } from '../state/commands';
import { byActivity, groupOf } from '../state/unitModel';

/** Every other unit: sent with a reason when it is free, queued or diverted when it is busy. */
export function OtherUnits({ case: c, candidates }: { case: CaseView; candidates: readonly CandidateView[] }) {
  const t = useT();
  const units = useLive((s) => s.units);
  const [chosen, setChosen] = useState('');
  const [diverting, setDiverting] = useState(false);
  const unit = units[chosen];
  const busy = unit !== undefined && groupOf(unit) === 'busy';
  const listed = new Set(candidates.map((each) => each.ambulanceId));
  const others = Object.values(units).filter((each) => !listed.has(each.ambulanceId) || groupOf(each) === 'busy');

  const done = () => {
    setChosen('');
    setDiverting(false);
  };
  const send = async (body: { overrideReason?: string; queue?: boolean; divertReason?: string }) => {
    if (await dispatchUnit(c, { ambulanceId: chosen, ...body })) {
      setAdding(false);
      done();
    }
  };

  return (
    <div className="other-units">
      <label>
        <span className="dim">{t('dispatch.other')}</span>
        <select
          className="input"
          value={chosen}
          onChange={(event) => {
            setDiverting(false);
            setChosen(event.target.value);
          }}
          data-testid="other-unit"
        >
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
      {unit && !busy && (
        <ReasonForm
          label={t('dispatch.overrideReason')}
          submit={t('dispatch.submit', { unit: chosen })}
          presets={[t('dispatch.override.crew'), t('dispatch.override.equipment'), t('dispatch.override.request')]}
          onSubmit={(overrideReason) => void send({ overrideReason })}
          onCancel={done}
        />
      )}
      {unit && busy && !diverting && (
        <p className="busy">
          <span className="dim">{t('dispatch.busyHint', { unit: chosen })}</span>
          <button type="button" className="btn small" onClick={() => void send({ queue: true })} data-testid="queue-unit">
            {t('dispatch.queue')}
          </button>
          <button type="button" className="btn small" onClick={() => setDiverting(true)} data-testid="divert-unit">
            {t('dispatch.divert')}
          </button>
        </p>
      )}
      {unit && diverting && (
        <ReasonForm
          label={t('dispatch.divertReason')}
          submit={t('dispatch.divert')}
          danger
          presets={[t('assign.reason.closer')]}
          onSubmit={(divertReason) => void send({ divertReason })}
          onCancel={() => setDiverting(false)}
        />
      )}
    </div>
  );
}
