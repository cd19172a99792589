import { memo } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { standingFix } from '../../shared/time/age';
import { formatDuration } from '../../shared/time/duration';
import { useLive } from '../../shared/transport/live';
import type { CandidateView } from '../../shared/transport/wire';
import { Aged } from '../../shared/ui/Aged';
import { ageText } from '../../shared/ui/ageText';
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

function FixAge({ seconds }: { seconds: number | null | undefined }) {
  const t = useT();
  if (typeof seconds !== 'number') return <span className="faint">{t('dispatch.assumed')}</span>;
  return (
    <Aged ageSeconds={seconds < standingFix.stale ? seconds : standingFix.late} limits={standingFix}>
      {t('dispatch.fix', { age: ageText(t, seconds) })}
    </Aged>
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
  const format = useFormat();
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
            {c.requiresDivert && <span className="tag mean-warning">{t('dispatch.requiresDivert')}</span>}
            <span className="dim ellipsis">{station}</span>
          </span>
          {reasons.length > 0 && <span className="reasons">{reasons.join(' · ')}</span>}
          <span className="line dim">
            <FixAge seconds={c.fixAgeSeconds} />
            {typeof c.coverageCost === 'number' && (
              <span>
                {c.coverageCost >= 1 ? t('dispatch.cost', { n: format.number(c.coverageCost) }) : t('dispatch.costNone')}
              </span>
            )}
          </span>
        </span>
        <Arrival candidate={c} />
      </button>
    </li>
  );
});
