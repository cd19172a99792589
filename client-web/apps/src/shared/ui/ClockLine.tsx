import { useT } from '../i18n';
import type { ClockReading } from '../model/caseModel';
import { formatDuration } from '../time/duration';
import { ClockMark } from './ClockText';

/** A named clock on one line: what is left of its target while it runs, what it took once it has stopped. */
export function ClockLine({ reading }: { reading: ClockReading }) {
  const t = useT();
  const { elapsed, target, runs, grade } = reading;
  const word =
    elapsed === undefined
      ? grade === 'idle'
        ? t('case.clock.notStarted')
        : t('common.unknown')
      : !runs
        ? t('clockShort.met', { time: formatDuration(elapsed) })
        : elapsed <= target
          ? t('clockShort.left', { time: formatDuration(target - elapsed) })
          : t('clockShort.over', { time: formatDuration(elapsed - target) });
  return (
    <span
      className={`clock-line clock-${grade}`}
      title={t('queue.target', { target: formatDuration(target) })}
      data-testid={`clock-${reading.name}`}
      data-grade={grade}
    >
      <ClockMark reading={reading} />
      <span className="name">{t.code('clock', reading.name) ?? reading.name}</span>
      <b className="number">{word}</b>
    </span>
  );
}
