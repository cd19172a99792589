import { useShallow } from 'zustand/react/shallow';
import { seeEscalation } from '../../shared/care/careCommands';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useSession } from '../../shared/session/session';
import { secondsSince } from '../../shared/time/duration';
import { serverClock, useNow } from '../../shared/time/now';
import { ageText } from '../../shared/ui/ageText';
import { BellIcon, DangerMark, InfoMark, WarningMark } from '../../shared/ui/icons';
import { Popover } from '../../shared/ui/Popover';
import { acknowledgeAtServer } from '../state/coverageCommands';
import { selectCase, showOverlay, showPanel, useDesk } from '../state/desk';
import { type Alarm, acknowledge, unacknowledged, useAlarms } from './alarmStore';
import { alarmText } from './alarmText';
import type { AlarmLevel } from './deriveAlarms';
import { nextAlarm } from './nextAlarm';
import './AlarmTray.css';

const marks = { danger: DangerMark, warning: WarningMark, info: InfoMark };

export function LevelMark({ level }: { level: AlarmLevel }) {
  const Mark = marks[level];
  return (
    <span className={`mean-${level}`}>
      <Mark />
    </span>
  );
}

function ackNow(alarms: readonly Alarm[]): void {
  const ours = alarms.filter((a) => !a.alarmId);
  acknowledge(
    ours.map((a) => a.key),
    useSession.getState().user,
    serverClock.now(),
  );
  for (const { alarmId, caseId, orderId } of alarms) {
    if (alarmId) void acknowledgeAtServer(alarmId);
    if (caseId && orderId) void seeEscalation(caseId, orderId);
  }
}

function AlarmLine({ alarm }: { alarm: Alarm }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const own = useAlarms((s) => s.acks[alarm.key]);
  const ack = alarm.ackBy && alarm.ackAt ? { by: alarm.ackBy, at: alarm.ackAt } : own;
  const open = () => {
    if (alarm.alarmId) return showPanel('coverage');
    if (!alarm.caseId) return;
    selectCase(alarm.caseId);
    showOverlay(undefined);
  };
  const age = secondsSince(new Date(alarm.since).toISOString(), now) ?? 0;
  return (
    <li className={`alarm ${ack ? 'seen' : ''}`} data-testid="alarm">
      <LevelMark level={alarm.level} />
      <button type="button" className="words" onClick={open} disabled={!alarm.caseId && !alarm.alarmId}>
        {alarmText(t, alarm)}
        <span className="faint">
          {ageText(t, age)}
          {alarm.over && ` · ${t('alarm.ended')}`}
          {ack && ` · ${t('alarm.ackBy', { user: ack.by, time: format.time(ack.at) })}`}
        </span>
      </button>
      {!ack && (
        <button type="button" className="btn small" onClick={() => ackNow([alarm])} data-testid="alarm-ack">
          {t('alarm.ack')}
        </button>
      )}
    </li>
  );
}

/** The bell: how many alarms nobody has acknowledged here, and all of them. */
export function AlarmTray() {
  const t = useT();
  const open = useDesk((s) => s.overlay === 'alarms');
  const alarms = useAlarms((s) => s.alarms);
  const waiting = useAlarms(useShallow(unacknowledged));
  const worst = waiting[0];
  return (
    <div className="popover-anchor">
      <button
        // A new worst alarm is a new element, so that it pulses its three times.
        key={worst?.key ?? ''}
        type="button"
        className={`btn bare small alarm-button ${worst ? `alarmed ${worst.level}` : ''}`}
        aria-expanded={open}
        title={t('alarm.title')}
        aria-label={`${t('bar.alarms')} ${waiting.length}`}
        onClick={() => showOverlay(open ? undefined : 'alarms')}
        data-testid="alarms"
      >
        {worst ? <LevelMark level={worst.level} /> : <BellIcon />}
        <b>{waiting.length}</b>
      </button>
      <Popover open={open} onClose={() => showOverlay(undefined)} label={t('alarm.title')} align="right" className="alarm-tray">
        <div className="head">
          <h2>{t('alarm.title')}</h2>
          {waiting.length > 0 && (
            <button type="button" className="btn small" onClick={nextAlarm} aria-keyshortcuts="A">
              {t('alarm.next')} <kbd>{'A'}</kbd>
            </button>
          )}
          {waiting.length > 1 && (
            <button type="button" className="btn small" onClick={() => ackNow(waiting)}>
              {t('alarm.ackAll')}
            </button>
          )}
        </div>
        {alarms.length === 0 && <p className="dim">{t('alarm.none')}</p>}
        <ol>
          {[...alarms]
            .sort((a, b) => Number(!waiting.includes(a)) - Number(!waiting.includes(b)))
            .map((alarm) => (
              <AlarmLine key={alarm.key} alarm={alarm} />
            ))}
        </ol>
      </Popover>
    </div>
  );
}
