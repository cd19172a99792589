import { useT } from '../i18n';
import type { ClockReading } from '../model/caseModel';
import { formatDuration } from '../time/duration';
import { DangerMark, GoodMark, WarningMark } from './icons';
import './ClockText.css';

interface ClockTextProps {
  reading: ClockReading;
  /** Elapsed time only, in running text. */
  plain?: boolean;
  large?: boolean;
}

/** The shape that says how a clock stands. */
export function ClockMark({ reading }: { reading: ClockReading }) {
  switch (reading.grade) {
    case 'missed':
      return <DangerMark size={14} />;
    case 'near':
      return <WarningMark size={14} />;
    case 'met':
      return <GoodMark size={14} />;
    default:
      return null;
  }
}

/** A clock: while it runs, what is left to its target; once it has stopped, what it took. */
export function ClockText({ reading, plain, large }: ClockTextProps) {
  const t = useT();
  const { elapsed, target, runs, grade } = reading;
  if (elapsed === undefined) {
    const word = grade === 'idle' ? t('case.clock.notStarted') : t('common.unknown');
    return <span className="clock-text faint">{word}</span>;
  }
  if (plain) return <span className="number">{formatDuration(elapsed)}</span>;
  const left = target - elapsed;
  const word = runs ? (left >= 0 ? t('queue.left') : t('queue.over')) : t('queue.arrived');
  return (
    <span
      className={`clock-text clock-${grade} ${large ? 'large' : ''}`}
      title={t('queue.target', { target: formatDuration(target) })}
    >
      <ClockMark reading={reading} />
      <span className="word">{word}</span>
      <b>{formatDuration(runs ? left : elapsed)}</b>
    </span>
  );
}
