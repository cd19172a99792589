import { pressingClock } from '../shared/care/careModel';
import { usePersonWords } from '../shared/care/Patient';
import { useCareOf } from '../shared/care/useCare';
import { useT } from '../shared/i18n';
import { useFormat } from '../shared/i18n/format';
import { movingFix } from '../shared/time/age';
import { formatDuration, secondsSince } from '../shared/time/duration';
import { useFactsNow, useNow } from '../shared/time/now';
import { careApi } from '../shared/transport/careApi';
import { settle, useLive } from '../shared/transport/live';
import { perform, usePending } from '../shared/transport/perform';
import { usePositions } from '../shared/transport/positions';
import { ageText } from '../shared/ui/ageText';
import { ClockLine } from '../shared/ui/ClockLine';
import { GoodMark, WarningMark } from '../shared/ui/icons';
import { PriorityMark } from '../shared/ui/PriorityMark';
import type { Arrival } from './arrivals';

/** When it will be here, and how old the position is that says so. */
function Due({ arrival }: { arrival: Arrival }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const unitId = arrival.assignment?.ambulanceId;
  const fix = usePositions((s) => (unitId ? s.byId[unitId] : undefined));
  const age = secondsSince(fix?.fixAt, now);
  if (arrival.arrived) return <b className="mean-good due">{t('hospital.arrived')}</b>;
  if (arrival.eta === undefined) return <span className="faint due">{t('assign.etaUnknown')}</span>;
  const { eta } = arrival;
  const old = age === undefined || age >= movingFix.late;
  return (
    <span className={`due ${old ? 'old' : ''}`}>
      <b className="number" data-testid="arrival-eta">
        {eta >= 0 ? formatDuration(eta) : t('assign.etaPast', { late: formatDuration(eta) })}
      </b>
      <span className="dim">{format.shortTime(now + eta * 1000)}</span>
      {old && (
        <span className="mean-warning">
          <WarningMark size={14} /> {age === undefined ? t('board.noFix') : t('hospital.etaAge', { age: ageText(t, age) })}
        </span>
      )}
    </span>
  );
}

function Notice({ arrival, hospitalId }: { arrival: Arrival; hospitalId: string }) {
  const t = useT();
  const format = useFormat();
  const { inbound } = arrival;
  const key = `inbound:${inbound?.assignmentId}`;
  const pending = usePending(key);
  if (!inbound) return null;
  if (inbound.acknowledgedAt)
    return (
      <span className="mean-good" data-testid="notice-acknowledged">
        <GoodMark size={14} /> {t('hospital.acked', { time: format.time(inbound.acknowledgedAt) })}
      </span>
    );
  const acknowledge = async () => {
    const hospital = await perform(key, () => careApi.acknowledgeInbound(hospitalId, inbound.assignmentId));
    if (hospital) settle({ hospital });
  };
  return (
    <button
      type="button"
      className="btn primary notice-ack"
      disabled={pending}
      onClick={() => void acknowledge()}
      data-testid={`notice-ack-${inbound.assignmentId}`}
    >
      {pending ? t('common.sending') : t('hospital.ack')}
    </button>
  );
}

interface ArrivalCardProps {
  arrival: Arrival;
  hospitalId: string;
  selected: boolean;
  onPick: () => void;
}

/** One patient on the way: who, what, when; loud until the notice is acknowledged. */
export function ArrivalCard({ arrival, hospitalId, selected, onPick }: ArrivalCardProps) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  const person = usePersonWords();
  const { case: c, inbound, assignment, channels } = arrival;
  const care = useCareOf(c.caseId);
  const facts = care?.patients.find((p) => p.assignmentId === assignment?.assignmentId)?.facts ?? care?.patients[0]?.facts;
  const hospital = useLive((s) => s.hospitals[hospitalId]);
  const pressing = pressingClock(care, now);
  const loud = inbound && !inbound.acknowledgedAt;
  return (
    <li
      className={`arrival-card ${selected ? 'selected' : ''} ${loud ? 'loud' : ''}`}
      data-testid={`arrival-${c.number}`}
      data-case={c.caseId}
      data-acknowledged={Boolean(inbound?.acknowledgedAt)}
    >
      <button type="button" className="pick" aria-current={selected ? 'true' : undefined} onClick={onPick}>
        <span className="line">
          <PriorityMark priority={c.priority} />
          <b className="complaint ellipsis">{c.complaint}</b>
          <span className="dim">{facts && person(facts)}</span>
        </span>
        <span className="line">
          <b>{assignment?.ambulanceId ?? inbound?.ambulanceId}</b>
          {assignment && <span>{t(`milestone.${assignment.milestone}`)}</span>}
          <Due arrival={arrival} />
        </span>
        {channels.length > 0 && (
          <span className="line">
            {channels.map((ch) => (
              <span key={ch.channelId} className="tag mean-info">
                {t(`channel.${ch.kind}`)}
              </span>
            ))}
            {pressing && <ClockLine reading={pressing.clock} />}
          </span>
        )}
      </button>
      <div className="line notice">
        {inbound && <span className="dim">{t('hospital.announced', { time: format.time(inbound.announcedAt) })}</span>}
        <span className="spring" />
        {hospital && <Notice arrival={arrival} hospitalId={hospitalId} />}
      </div>
    </li>
  );
}
