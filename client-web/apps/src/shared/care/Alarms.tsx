import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { secondsSince } from '../time/duration';
import { useNow } from '../time/now';
import type { VitalAlarmView } from '../transport/careWire';
import { usePending } from '../transport/perform';
import { ageText } from '../ui/ageText';
import { DangerMark, GoodMark, InfoMark, WarningMark } from '../ui/icons';
import { formatVital } from '../vitals/vitalsModel';
import { seeAlarm } from './careCommands';
import './Alarms.css';

/** A vital alarm as a sentence. */
export function useAlarmWords(): (alarm: VitalAlarmView) => string {
  const t = useT();
  return (alarm) => {
    const vital = t(`vital.${alarm.kind}`);
    if (alarm.level === 'technical' || alarm.kind === 'monitor') return t('vitalAlarm.technical', { vital });
    if (typeof alarm.value !== 'number' || typeof alarm.limit !== 'number' || !alarm.direction)
      return t('vitalAlarm.plain', { vital });
    const figures = { vital, value: formatVital(alarm.kind, alarm.value), limit: formatVital(alarm.kind, alarm.limit) };
    return t(`vitalAlarm.${alarm.direction}`, figures);
  };
}

function AlarmMark({ alarm }: { alarm: VitalAlarmView }) {
  if (alarm.endedAt) return <GoodMark />;
  if (alarm.level === 'danger') return <DangerMark />;
  return alarm.level === 'warning' ? <WarningMark /> : <InfoMark />;
}

function AlarmLine({ caseId, alarm, mayAck }: { caseId: string; alarm: VitalAlarmView; mayAck: boolean }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const words = useAlarmWords();
  const pending = usePending(`alarm:${alarm.alarmId}`);
  const level = alarm.level === 'technical' ? 'info' : alarm.level;
  return (
    <li
      className={`vital-alarm ${alarm.acknowledgedAt || alarm.endedAt ? 'seen' : level}`}
      data-testid="vital-alarm"
      data-level={alarm.level}
    >
      <span className={alarm.endedAt ? 'mean-good' : `mean-${level}`}>
        <AlarmMark alarm={alarm} />
      </span>
      <span className="words">
        <b>{words(alarm)}</b>
        <span className="dim">
          {ageText(t, secondsSince(alarm.raisedAt, now) ?? 0)}
          {alarm.escalation > 0 && !alarm.acknowledgedAt && (
            <span className="mean-danger"> {t('vitalAlarm.escalated', { n: alarm.escalation })}</span>
          )}
          {alarm.endedAt && ` · ${t('vitalAlarm.ended')}`}
          {alarm.acknowledgedAt &&
            ` · ${t('alarm.ackBy', { user: alarm.acknowledgedBy ?? '', time: format.time(alarm.acknowledgedAt) })}`}
        </span>
      </span>
      {mayAck && !alarm.acknowledgedAt && (
        <button
          type="button"
          className="btn small"
          disabled={pending}
          onClick={() => void seeAlarm(caseId, alarm.alarmId)}
          data-testid="vital-alarm-ack"
        >
          {t('vitalAlarm.ack')}
        </button>
      )}
    </li>
  );
}

/** What is wrong with a patient's vitals, and who has seen it. An alarm stays until somebody has. */
export function Alarms({ caseId, alarms, mayAck }: { caseId: string; alarms: readonly VitalAlarmView[]; mayAck: boolean }) {
  const t = useT();
  if (alarms.length === 0) return null;
  const order = { danger: 0, warning: 1, technical: 2 } as const;
  const sorted = [...alarms].sort(
    (a, b) => Number(Boolean(a.acknowledgedAt)) - Number(Boolean(b.acknowledgedAt)) || order[a.level] - order[b.level],
  );
  return (
    <ul className="vital-alarms" aria-label={t('vitalAlarm.title')}>
      {sorted.map((alarm) => (
        <AlarmLine key={alarm.alarmId} caseId={caseId} alarm={alarm} mayAck={mayAck} />
      ))}
    </ul>
  );
}
