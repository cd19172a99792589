import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useMay } from '../../shared/session/session';
import { formatDuration } from '../../shared/time/duration';
import { useLive } from '../../shared/transport/live';
import { usePending } from '../../shared/transport/perform';
import type { RelocationView } from '../../shared/transport/wire';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { acceptMove, dismissMove, moveKey } from '../state/coverageCommands';
import { lookAt } from '../state/desk';

const stationZoom = 12;

function Move({ move }: { move: RelocationView }) {
  const t = useT();
  const format = useFormat();
  const may = useMay('dispatch');
  const pending = usePending(moveKey(move.relocationId));
  const [asking, setAsking] = useState(false);
  return (
    <li className="condition" data-testid="relocation">
      <button type="button" className="words" onClick={() => lookAt(move.toPosition, stationZoom)}>
        <b>{`${move.ambulanceId} → ${move.toName}`}</b>
        <span>{t('moves.gain', { people: format.number(move.peopleGained), expected: format.number(move.expectedGained) })}</span>
        <span className="dim">
          {t('moves.drive', { from: move.fromName ?? t('moves.onRoad'), time: formatDuration(move.driveSeconds) })}
          {' · '}
          {t('moves.count', { n: move.movesThisShift, most: move.movesPerShift })}
        </span>
      </button>
      {may && !asking && (
        <div className="buttons">
          <button type="button" className="btn small bare" onClick={() => setAsking(true)} data-testid="dismiss-move">
            {t('moves.dismiss')}
          </button>
          <button
            type="button"
            className="btn small primary"
            disabled={pending}
            onClick={() => void acceptMove(move)}
            data-testid="accept-move"
          >
            {t('moves.accept')}
          </button>
        </div>
      )}
      {asking && (
        <ReasonForm
          label={t('moves.why')}
          submit={t('moves.dismiss')}
          presets={[t('moves.preset.rest'), t('moves.preset.soonBusy'), t('moves.preset.weather')]}
          onSubmit={(reason) => void dismissMove(move, reason)}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  );
}

/** Moves of idle units that would help. They are suggestions: nothing moves by itself. */
export function MovesPanel() {
  const t = useT();
  const format = useFormat();
  const moves = useLive((s) => s.relocations);
  if (!moves) return <p className="dim">{t('common.unknown')}</p>;
  return (
    <div className="panel-body">
      <p className="dim">{t('moves.notice')}</p>
      {moves.suggestions.length === 0 && <p className="dim">{t('moves.none')}</p>}
      <ul>
        {moves.suggestions.map((move) => (
          <Move key={move.relocationId} move={move} />
        ))}
      </ul>
      {moves.underWay.length > 0 && (
        <section>
          <h3>{t('moves.underWay')}</h3>
          <ul>
            {moves.underWay.map((order) => (
              <li key={order.ambulanceId}>
                {`${order.ambulanceId} → ${order.toName}`}{' '}
                <span className="dim">{t('moves.toldBy', { user: order.by, time: format.shortTime(order.at) })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
