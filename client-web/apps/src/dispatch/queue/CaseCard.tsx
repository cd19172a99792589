import { memo, useEffect, useRef } from 'react';
import { useT } from '../../shared/i18n';
import { liveAssignments, responseClock, withoutUnit } from '../../shared/model/caseModel';
import { shortNumber } from '../../shared/model/words';
import { useFactsNow } from '../../shared/time/now';
import type { CaseView } from '../../shared/transport/wire';
import { ClockText } from '../../shared/ui/ClockText';
import { WarningMark } from '../../shared/ui/icons';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { LevelMark } from '../alarms/AlarmTray';
import type { AlarmKind } from '../alarms/deriveAlarms';
import { useCaseAlarm } from '../alarms/useCaseAlarm';
import { selectCase } from '../state/desk';
import { CareLine } from './CareLine';
import { UnitChip } from './UnitChip';
import './CaseCard.css';

/** Alarms that a clock of the card says already. */
const shownByClock: ReadonlySet<AlarmKind> = new Set<AlarmKind>(['responseNear', 'responseMissed', 'noUnit']);

/** What stands where the units would be while there is none. */
function NoUnit({ case: c }: { case: CaseView }) {
  const t = useT();
  const now = useFactsNow();
  const clock = withoutUnit(c, now);
  const urgent = clock.grade === 'missed' || clock.grade === 'near';
  return (
    <span className={`no-unit ${urgent ? 'mean-warning' : ''}`}>
      {urgent && <WarningMark size={14} />}
      {t('queue.noUnit')}
      <ClockText reading={clock} plain />
    </span>
  );
}

function Progress({ case: c }: { case: CaseView }) {
  const now = useFactsNow();
  const clock = responseClock(c, now);
  const share = clock.elapsed === undefined ? 0 : Math.min(1, clock.elapsed / clock.target);
  return (
    <span className={`progress clock-${clock.grade}`} aria-hidden="true">
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}

function Response({ case: c }: { case: CaseView }) {
  const now = useFactsNow();
  return <ClockText reading={responseClock(c, now)} />;
}

/** One case at a glance: priority, complaint, place, running clock against its target, units. */
export const CaseCard = memo(function CaseCard({ case: c, selected }: { case: CaseView; selected: boolean }) {
  const t = useT();
  const alarm = useCaseAlarm(c.caseId);
  const element = useRef<HTMLButtonElement>(null);
  const units = liveAssignments(c);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <li>
      <button
        ref={element}
        type="button"
        className={`case-card ${selected ? 'selected' : ''} ${alarm ? `alarmed ${alarm.level}` : ''}`}
        aria-current={selected ? 'true' : undefined}
        onClick={() => selectCase(c.caseId)}
        data-testid={`case-card-${c.number}`}
        data-case={c.caseId}
      >
        <span className="line">
          <PriorityMark priority={c.priority} />
          <span className="complaint ellipsis">{c.complaint}</span>
          {alarm && !shownByClock.has(alarm.kind) && <LevelMark level={alarm.level} />}
          <Response case={c} />
        </span>
        <span className="line dim">
          <span className="faint" title={c.number}>
            {shortNumber(c.number)}
          </span>
          <span className="area">{t(`area.${c.area}`)}</span>
          <span className="ellipsis place">{c.location.address || t('queue.noAddress')}</span>
          {c.patientCount > 1 && <span>{t('queue.patients', { n: c.patientCount })}</span>}
        </span>
        <span className="line units">
          {units.length === 0 ? <NoUnit case={c} /> : units.map((a) => <UnitChip key={a.assignmentId} assignment={a} />)}
        </span>
        <CareLine caseId={c.caseId} />
        <Progress case={c} />
        {/* A new alarm is a new element, so that it pulses its three times. */}
        {alarm && <span key={alarm.key} className={`pulse mean-${alarm.level}`} aria-hidden="true" />}
      </button>
    </li>
  );
});
