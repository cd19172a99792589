import { memo } from 'react';
import { useT } from '../../shared/i18n';
import { formatDuration } from '../../shared/time/duration';
import { useLive } from '../../shared/transport/live';
import type { CandidateView } from '../../shared/transport/wire';
import { GoodMark, WarningMark } from '../../shared/ui/icons';
import { setAsking } from '../state/advice';
import { useDesk } from '../state/desk';
import { useReasonWords } from './reasonWords';

function Arrival({ candidate: c }: { candidate: CandidateView }) {
  const t = useT();
  const known = typeof c.etaSeconds === 'number';
  const meets = c.meetsStandard;
  return (
    <span className="arrival">
      <b>{known ? formatDuration(c.etaSeconds ?? 0) : t('common.unknown')}</b>
      <span className={meets === true ? 'mean-good' : meets === false ? 'mean-warning' : 'faint'}>
        {meets === true ? <GoodMark size={14} /> : meets === false ? <WarningMark size={14} /> : null}{' '}
        {meets === true ? t('dispatch.meets') : meets === false ? t('dispatch.late') : t('dispatch.meetsUnknown')}
      </span>
    </span>
  );
}

interface CandidateProps {
  candidate: CandidateView;
  rank: number;
  picked: boolean;
}

/** A unit that could go: when it would be there, whether that is in time, and why it ranks where it does. */
export const Candidate = memo(function Candidate({ candidate: c, rank, picked }: CandidateProps) {
  const t = useT();
  const reasons = useReasonWords(c);
  const station = useLive((s) => s.units[c.ambulanceId]?.stationName);
  const pick = () => {
    setAsking(false);
    useDesk.setState({ pick: c.ambulanceId });
  };
  return (
    <li>
      <button
        type="button"
        className={`candidate ${picked ? 'picked' : ''}`}
        aria-pressed={picked}
        onClick={pick}
        data-testid={`candidate-${c.ambulanceId}`}
      >
        <kbd>{rank}</kbd>
        <span className="who">
          <span className="line">
            <b>{c.ambulanceId}</b>
            <span>{t(`duty.${c.duty}`)}</span>
            {c.requiresDivert && (
              <span className="tag mean-warning">
                <WarningMark size={14} /> {t('dispatch.requiresDivert')}
              </span>
            )}
            <span className="dim ellipsis">{station}</span>
          </span>
          <span className="reasons dim">{reasons.join(' · ')}</span>
        </span>
        <Arrival candidate={c} />
      </button>
    </li>
  );
});
