import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { type ClockReading, caseClock, isOpen, responseClock } from '../../shared/model/caseModel';
import { useMay } from '../../shared/session/session';
import { formatDuration } from '../../shared/time/duration';
import { useFactsNow } from '../../shared/time/now';
import { usePending } from '../../shared/transport/perform';
import type { CaseView, Priority } from '../../shared/transport/wire';
import { ClockText } from '../../shared/ui/ClockText';
import { CloseIcon } from '../../shared/ui/icons';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { Segmented } from '../../shared/ui/Segmented';
import { amendKey, changePriority } from '../state/commands';
import './CaseHeader.css';

const priorities: readonly Priority[] = ['I', 'II', 'III', 'IV'];

function SmallClock({ reading, unit }: { reading: ClockReading; unit: string | undefined }) {
  const t = useT();
  const { elapsed, grade } = reading;
  const name = [unit, t.code('clock', reading.name) ?? reading.name].filter(Boolean).join(' ');
  return (
    <span className={`small-clock clock-${grade}`} title={t('queue.target', { target: formatDuration(reading.target) })}>
      <span className="word">{name}</span> {elapsed === undefined ? t('common.unknown') : formatDuration(elapsed)}
      <span className="faint">{`/ ${formatDuration(reading.target)}`}</span>
    </span>
  );
}

function Clocks({ case: c }: { case: CaseView }) {
  const now = useFactsNow();
  // While a case runs, what is unknown of it helps nobody decide; afterwards it belongs to the record.
  const idle = isOpen(c) ? ['notStarted', 'unknown'] : ['notStarted'];
  const others = c.clocks.filter((clock) => clock.name !== 'response' && !idle.includes(clock.state));
  return (
    <div className="clocks">
      <ClockText reading={responseClock(c, now)} large />
      <span className="others">
        {others.map((clock) => (
          <SmallClock
            key={`${clock.name} ${clock.assignmentId ?? ''}`}
            reading={caseClock(c, clock, now)}
            unit={c.assignments.find((a) => a.assignmentId === clock.assignmentId)?.ambulanceId}
          />
        ))}
      </span>
    </div>
  );
}

/** Number, priority, complaint and clocks of the selected case. */
export function CaseHeader({ case: c, onClose }: { case: CaseView; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const pending = usePending(amendKey(c.caseId, 'priority'));
  const mayDispatch = useMay('dispatch');
  const open = isOpen(c) && mayDispatch;
  return (
    <header className="case-head">
      <div className="line">
        <b className="number" data-testid="case-number">
          {c.number}
        </b>
        <span className="tag" data-testid="case-status">
          {t(`status.${c.status}`)}
        </span>
        <span className="dim">
          {t('case.received')} {format.time(c.receivedAt)}
        </span>
        <button type="button" className="btn bare small icon" aria-label={t('common.close')} onClick={onClose}>
          <CloseIcon />
        </button>
      </div>
      <h2>{c.complaint}</h2>
      <p className="place">
        <span className="tag">{t(`area.${c.area}`)}</span> {c.location.address || t('queue.noAddress')}
      </p>
      {open ? (
        <Segmented
          label={t('case.priority')}
          value={c.priority}
          pending={pending}
          onChange={(priority) => void changePriority(c, priority)}
          options={priorities.map((priority) => ({
            value: priority,
            testId: `priority-${priority}`,
            title: t(`priority.${priority}`),
            content: (
              <>
                <PriorityMark priority={priority} size={14} /> {priority === c.priority && t(`priority.${priority}`)}
                {priority !== c.priority && <span className="visually-hidden">{t(`priority.${priority}`)}</span>}
              </>
            ),
          }))}
        />
      ) : (
        <p>
          <PriorityMark priority={c.priority} /> {t(`priority.${c.priority}`)}
          {c.endedAt && (
            <span className="dim"> {t('case.ended', { time: format.dateTime(c.endedAt), status: t(`status.${c.status}`) })}</span>
          )}
        </p>
      )}
      <Clocks case={c} />
    </header>
  );
}
