import { type FormEvent, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useMay } from '../../shared/session/session';
import { serverClock } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { usePending } from '../../shared/transport/perform';
import type { RoadConditionView } from '../../shared/transport/wire';
import { Segmented } from '../../shared/ui/Segmented';
import { liftKey, liftRoad, setRoad, setRoadKey } from '../state/coverageCommands';
import { lookAt, useDesk } from '../state/desk';
import { canFinish, dropClosure, finishArea, startClosure, useClosureDraft } from './closureDraft';

const roadZoom = 13;
const longestReason = 200;

const effects = ['closed', '1.5', '2', '4'] as const;
const ends = ['none', '1', '4', '12'] as const;
const hourMs = 3_600_000;

/** Says why, how much and until when. */
function ClosureForm() {
  const t = useT();
  const draft = useClosureDraft();
  const pending = usePending(setRoadKey);
  const [effect, setEffect] = useState<(typeof effects)[number]>('closed');
  const [end, setEnd] = useState<(typeof ends)[number]>('none');
  const [reason, setReason] = useState('');
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || pending) return;
    const made = await setRoad({
      shape: draft.shape,
      points: [...draft.points],
      reason: reason.trim(),
      ...(effect === 'closed' ? {} : { factor: Number(effect) }),
      ...(end === 'none' ? {} : { until: new Date(serverClock.now() + Number(end) * hourMs).toISOString() }),
    });
    if (made) dropClosure();
  };
  return (
    <form className="closure-form" onSubmit={(event) => void send(event)} data-testid="closure-form">
      <Segmented
        label={t('road.effect')}
        value={effect}
        onChange={setEffect}
        options={effects.map((value) => ({ value, content: value === 'closed' ? t('road.closed') : `×${value}` }))}
      />
      <Segmented
        label={t('road.until')}
        value={end}
        onChange={setEnd}
        options={ends.map((value) => ({
          value,
          content: value === 'none' ? t('road.untilLifted') : t('road.hours', { n: value }),
        }))}
      />
      <label>
        <span className="dim">{t('road.reason')}</span>
        <input
          className="input"
          // biome-ignore lint/a11y/noAutofocus: the reason is asked for in answer to a click just made on the map.
          autoFocus
          value={reason}
          maxLength={longestReason}
          onChange={(event) => setReason(event.target.value)}
          data-testid="closure-reason"
        />
      </label>
      <div className="presets">
        {([t('road.preset.flood'), t('road.preset.crash'), t('road.preset.works')] as const).map((preset) => (
          <button key={preset} type="button" className="btn small" onClick={() => setReason(preset)}>
            {preset}
          </button>
        ))}
      </div>
      <div className="buttons">
        <button type="button" className="btn small bare" onClick={dropClosure}>
          {t('common.cancel')}
        </button>
        <button
          type="submit"
          className="btn small danger"
          disabled={reason.trim() === '' || pending}
          data-testid="closure-submit"
        >
          {effect === 'closed' ? t('road.close') : t('road.slow')}
        </button>
      </div>
    </form>
  );
}

function Condition({ condition: c }: { condition: RoadConditionView }) {
  const t = useT();
  const format = useFormat();
  const may = useMay('dispatch');
  const pending = usePending(liftKey(c.conditionId));
  const closed = c.factor === null || c.factor === undefined;
  const at = c.points[0];
  return (
    <li className="condition" data-testid="road-condition">
      <button type="button" className="words" onClick={() => at && lookAt(at, roadZoom)}>
        <b className={closed ? 'mean-danger' : 'mean-warning'}>
          {closed ? t('road.closed') : `×${c.factor}`} {c.place ?? t('road.unnamed')}
        </b>
        <span>{c.reason}</span>
        <span className="dim">
          {t('road.by', { user: c.actor, time: format.dateTime(c.since), n: c.roads })}
          {c.until && ` · ${t('road.ends', { time: format.dateTime(c.until) })}`}
        </span>
      </button>
      {may && (
        <button type="button" className="btn small" disabled={pending} onClick={() => void liftRoad(c)} data-testid="lift-road">
          {t('road.lift')}
        </button>
      )}
    </li>
  );
}

/** Closed and slowed roads, and the tools to close more. */
export function RoadsPanel() {
  const t = useT();
  const may = useMay('dispatch');
  const roads = useLive((s) => s.roads);
  const mode = useDesk((s) => s.mapMode);
  const draft = useClosureDraft();
  return (
    <div className="panel-body">
      {may && (
        <div className="buttons start">
          <button
            type="button"
            className="btn small"
            aria-pressed={mode === 'closeRoad'}
            onClick={() => startClosure('point')}
            data-testid="close-road"
          >
            {t('road.closeOne')}
          </button>
          <button
            type="button"
            className="btn small"
            aria-pressed={mode === 'closeArea'}
            onClick={() => startClosure('area')}
            data-testid="close-area"
          >
            {t('road.closeArea')}
          </button>
          {mode === 'closeArea' && (
            <button
              type="button"
              className="btn small primary"
              disabled={!canFinish(draft)}
              onClick={finishArea}
              data-testid="finish-area"
            >
              {t('road.finish', { n: draft.points.length })}
            </button>
          )}
        </div>
      )}
      {draft.ready && <ClosureForm />}
      {!roads && <p className="dim">{t('common.unknown')}</p>}
      {roads && roads.conditions.length === 0 && <p className="dim">{t('road.none')}</p>}
      <ul>
        {roads?.conditions.map((each) => (
          <Condition key={each.conditionId} condition={each} />
        ))}
      </ul>
    </div>
  );
}
