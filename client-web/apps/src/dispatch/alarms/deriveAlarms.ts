import { channelClocks, isEscalated, openChannels } from '../../shared/care/careModel';
import { acknowledgeSeconds, isForLater, isOpen, responseClock, withoutUnit } from '../../shared/model/caseModel';
import type { CareView, ChannelKind, VitalAlarmView } from '../../shared/transport/careWire';
import type { AlarmView, AreaKind, CaseView, UnitView } from '../../shared/transport/wire';

export type AlarmLevel = 'danger' | 'warning' | 'info';

export type AlarmKind =
  | 'newCase'
  | 'noUnit'
  | 'responseNear'
  | 'responseMissed'
  | 'unacknowledged'
  | 'linkLost'
  | 'declined'
  | 'coverageLow'
  | 'coverageBack'
  | 'orderUnanswered'
  | 'vitalUnanswered'
  | 'channelNear'
  | 'channelMissed';

/** Something that somebody must see; it holds as long as what it says is so. */
export interface AlarmCondition {
  readonly key: string;
  readonly kind: AlarmKind;
  readonly level: AlarmLevel;
  readonly caseId?: string;
  readonly unitId?: string;
  /** Figures for its sentence. */
  readonly number?: string;
  readonly complaint?: string;
  readonly targetSeconds?: number;
  readonly area?: AreaKind;
  readonly share?: number;
  readonly threshold?: number;
  /** The server's own name of it: who has seen it is kept there, for every console. */
  readonly alarmId?: string;
  readonly orderId?: string;
  readonly vital?: VitalAlarmView['kind'];
  readonly channel?: ChannelKind;
  readonly clock?: string;
  readonly ackBy?: string;
  readonly ackAt?: number;
}

/** How long the refusal of an offer is news, seconds. */
const declinedNewsSeconds = 600;

function caseAlarms(c: CaseView, now: number, isNew: boolean): AlarmCondition[] {
  if (!isOpen(c)) return [];
  const base = { caseId: c.caseId, number: c.number, complaint: c.complaint };
  const alarms: AlarmCondition[] = [];
  if (isNew) alarms.push({ ...base, key: `new:${c.caseId}`, kind: 'newCase', level: c.priority === 'I' ? 'danger' : 'info' });

  const dispatch = withoutUnit(c, now);
  if (c.status === 'waiting' && !isForLater(c, now) && dispatch.grade === 'missed')
    alarms.push({ ...base, key: `no-unit:${c.caseId}`, kind: 'noUnit', level: 'warning', targetSeconds: dispatch.target });

  const response = responseClock(c, now);
  if (response.runs && response.grade === 'missed')
    alarms.push({ ...base, key: `missed:${c.caseId}`, kind: 'responseMissed', level: 'danger' });
  else if (response.runs && response.grade === 'near')
    alarms.push({ ...base, key: `near:${c.caseId}`, kind: 'responseNear', level: 'warning' });

  for (const a of c.assignments) {
    const last = a.milestones.find((m) => m.milestone === a.milestone);
    const since = last ? (now - Date.parse(last.occurredAt)) / 1000 : 0;
    const about = { ...base, unitId: a.ambulanceId };
    if (a.active && a.milestone === 'Offered' && since > acknowledgeSeconds)
      alarms.push({ ...about, key: `unacknowledged:${a.assignmentId}`, kind: 'unacknowledged', level: 'warning' });
    if (a.milestone === 'Declined' && since < declinedNewsSeconds)
      alarms.push({ ...about, key: `declined:${a.assignmentId}`, kind: 'declined', level: 'danger' });
  }
  return alarms;
}

function unitAlarms(unit: UnitView): AlarmCondition[] {
  const lost = unit.duty === 'OnMission' && unit.link.state === 'offline';
  if (!lost) return [];
  const about = unit.caseId ? { caseId: unit.caseId } : {};
  const key = `link:${unit.ambulanceId}:${unit.assignmentId ?? ''}`;
  return [{ key, kind: 'linkLost', level: 'warning', unitId: unit.ambulanceId, ...about }];
}

/** What the server raised itself. One that grew worse is another one here, so that it sounds again. */
export function serverAlarms(alarms: Iterable<AlarmView>): AlarmCondition[] {
  return [...alarms].map((a) => ({
    key: `server:${a.alarmId}:${a.level}`,
    kind: a.recoveredAt ? 'coverageBack' : 'coverageLow',
    level: a.level,
    alarmId: a.alarmId,
    area: a.area,
    share: a.share,
    threshold: a.threshold,
    ...(a.acknowledgedBy && a.acknowledgedAt ? { ackBy: a.acknowledgedBy, ackAt: Date.parse(a.acknowledgedAt) } : {}),
  }));
}

/** What of a case's care waits for somebody: orders and vital alarms without an answer, clocks of green channels. */
function careAlarms(c: CaseView, care: CareView | undefined, now: number): AlarmCondition[] {
  if (!care || !isOpen(c)) return [];
  const base = { caseId: c.caseId, number: c.number };
  const orders = care.orders.filter(isEscalated).map(
    (o): AlarmCondition => ({
      ...base,
      key: `order:${o.orderId}`,
      kind: 'orderUnanswered',
      level: 'danger',
      orderId: o.orderId,
    }),
  );
  const vitals = care.alarms
    .filter((a) => a.level === 'danger' && a.escalation > 0 && !a.acknowledgedAt && !a.endedAt)
    .map(
      (a): AlarmCondition => ({ ...base, key: `vital:${a.alarmId}`, kind: 'vitalUnanswered', level: 'danger', vital: a.kind }),
    );
  const clocks = openChannels(care).flatMap((channel) =>
    channelClocks(channel, now)
      .filter((clock) => clock.runs && (clock.grade === 'near' || clock.grade === 'missed'))
      .map((clock): AlarmCondition => {
        const about = { ...base, channel: channel.kind, clock: clock.name };
        return clock.grade === 'missed'
          ? { ...about, key: `channel-missed:${channel.channelId}:${clock.name}`, kind: 'channelMissed', level: 'danger' }
          : { ...about, key: `channel-near:${channel.channelId}:${clock.name}`, kind: 'channelNear', level: 'warning' };
      }),
  );
  return [...orders, ...vitals, ...clocks];
}

/** Everything that holds now and somebody must see. */
export function deriveAlarms(
  cases: Iterable<CaseView>,
  units: Iterable<UnitView>,
  now: number,
  isNew: (caseId: string) => boolean,
  care: Readonly<Record<string, CareView>> = {},
): AlarmCondition[] {
  const alarms: AlarmCondition[] = [];
  for (const c of cases) alarms.push(...caseAlarms(c, now, isNew(c.caseId)), ...careAlarms(c, care[c.caseId], now));
  for (const unit of units) alarms.push(...unitAlarms(unit));
  return alarms;
}
