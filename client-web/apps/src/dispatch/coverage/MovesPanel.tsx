import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { shortNumber } from '../../shared/model/words';
import { formatDuration } from '../../shared/time/duration';
import { useLive } from '../../shared/transport/live';
import type { RelocationOrderView, RelocationView, TakeoverView } from '../../shared/transport/wire';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { acceptMove, acceptTakeover, dismissMove, dismissTakeover, withdrawMove } from '../state/coverageCommands';
import { lookAt, selectCase } from '../state/desk';
import { Suggestion } from './Suggestion';

const stationZoom = 12;

function Move({ move }: { move: RelocationView }) {
  const t = useT();
  const format = useFormat();
  return (
    <Suggestion
      id={move.relocationId}
      testId="relocation"
      accept={t('moves.accept')}
      dismiss={t('moves.dismiss')}
      why={t('moves.why')}
      presets={[t('moves.preset.rest'), t('moves.preset.soonBusy'), t('moves.preset.weather')]}
      onShow={() => lookAt(move.toPosition, stationZoom)}
      onAccept={() => void acceptMove(move)}
      onDismiss={(reason) => void dismissMove(move, reason)}
    >
      <b>{`${move.ambulanceId} → ${move.toName}`}</b>
      <span>{t('moves.gain', { people: format.number(move.peopleGained), expected: format.number(move.expectedGained) })}</span>
      <span className="dim">
        {t('moves.drive', { from: move.fromName ?? t('moves.onRoad'), time: formatDuration(move.driveSeconds) })}
        {' · '}
        {t('moves.count', { n: move.movesThisShift, most: move.movesPerShift })}
      </span>
    </Suggestion>
  );
}

function UnderWay({ order }: { order: RelocationOrderView }) {
  const t = useT();
  const format = useFormat();
  return (
    <Suggestion
      id={order.ambulanceId}
      testId="move-under-way"
      dismiss={t('moves.withdraw')}
      why={t('moves.whyWithdraw')}
      presets={[t('moves.preset.rest'), t('moves.preset.soonBusy'), t('moves.preset.weather')]}
      onShow={() => lookAt(order.toPosition, stationZoom)}
      onDismiss={(reason) => void withdrawMove(order.ambulanceId, reason)}
    >
      <b>{`${order.ambulanceId} → ${order.toName}`}</b>
      <span className="dim">{t('moves.toldBy', { user: order.by, time: format.shortTime(order.at) })}</span>
    </Suggestion>
  );
}

function Takeover({ takeover }: { takeover: TakeoverView }) {
  const t = useT();
  const sooner = formatDuration(takeover.gainSeconds);
  return (
    <Suggestion
      id={takeover.takeoverId}
      testId="takeover"
      accept={t('takeovers.accept')}
      dismiss={t('takeovers.dismiss')}
      why={t('takeovers.why')}
      presets={[t('takeovers.preset.contact'), t('takeovers.preset.nearlyThere'), t('moves.preset.weather')]}
      onShow={() => selectCase(takeover.caseId)}
      onAccept={() => void acceptTakeover(takeover, t('takeovers.reason', { free: takeover.free, time: sooner }))}
      onDismiss={(reason) => void dismissTakeover(takeover, reason)}
    >
      <b>
        <PriorityMark priority={takeover.priority} size={14} /> {shortNumber(takeover.number)}{' '}
        {`${takeover.underWay} → ${takeover.free}`}
      </b>
      <span className={takeover.rescues ? 'mean-warning' : ''}>
        {t(takeover.rescues ? 'takeovers.rescues' : 'takeovers.gain', { time: sooner })}
      </span>
      <span className="dim">
        {t('takeovers.times', {
          underWay: takeover.underWay,
          remaining: formatDuration(takeover.remainingSeconds),
          free: takeover.free,
          eta: formatDuration(takeover.etaSeconds),
        })}
      </span>
    </Suggestion>
  );
}

/** Moves and changes of unit that would help. They are suggestions: nothing happens by itself. */
export function MovesPanel() {
  const t = useT();
  const moves = useLive((s) => s.relocations);
  if (!moves) return <p className="dim">{t('common.unknown')}</p>;
  return (
    <div className="panel-body">
      <p className="dim">{t('moves.notice')}</p>
      {moves.takeovers.length > 0 && (
        <section>
          <h3>{t('takeovers.title')}</h3>
          <ul>
            {moves.takeovers.map((takeover) => (
              <Takeover key={takeover.takeoverId} takeover={takeover} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{t('moves.title')}</h3>
        {moves.suggestions.length === 0 && <p className="dim">{t('moves.none')}</p>}
        <ul>
          {moves.suggestions.map((move) => (
            <Move key={move.relocationId} move={move} />
          ))}
        </ul>
      </section>
      {moves.underWay.length > 0 && (
        <section>
          <h3>{t('moves.underWay')}</h3>
          <ul>
            {moves.underWay.map((order) => (
              <UnderWay key={order.ambulanceId} order={order} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
