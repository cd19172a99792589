import { describe, expect, it } from 'vitest';
import type { CareView } from '../../shared/transport/careWire';
import type { CaseView, UnitView } from '../../shared/transport/wire';
import { maxAlarms, nextAlarms } from './alarmStore';
import { type AlarmCondition, deriveAlarms } from './deriveAlarms';

const received = Date.parse('2026-11-22T08:00:00Z');
const never = () => false;

const aCase = (change: Partial<CaseView> = {}) =>
  ({
    caseId: 'c1',
    number: '20261122-0001',
    status: 'waiting',
    priority: 'III',
    complaint: 'fall',
    standardSeconds: 900,
    receivedAt: new Date(received).toISOString(),
    assignments: [],
    clocks: [],
    ...change,
  }) as unknown as CaseView;

const kinds = (c: CaseView, seconds: number, isNew = never) =>
  deriveAlarms([c], [], received + seconds * 1000, isNew).map((a) => a.kind);

describe('deriveAlarms', () => {
  it('warns of a case without a unit beyond the dispatch target', () => {
    expect(kinds(aCase(), 59)).toEqual([]);
    expect(kinds(aCase(), 61)).toEqual(['noUnit']);
  });

  it('counts again from when the last unit left', () => {
    const left = { milestone: 'Cancelled', occurredAt: new Date(received + 50_000).toISOString() };
    const c = aCase({
      assignments: [
        { assignmentId: 'a1', ambulanceId: 'A01', milestone: 'Cancelled', active: false, milestones: [left] },
      ] as never,
    });
    expect(kinds(c, 70)).toEqual([]);
    expect(kinds(c, 111)).toEqual(['noUnit']);
  });

  it('warns at 80 % of the response time, and says when it is missed', () => {
    expect(kinds(aCase({ status: 'assigned' }), 719)).toEqual([]);
    expect(kinds(aCase({ status: 'assigned' }), 721)).toEqual(['responseNear']);
    expect(kinds(aCase({ status: 'assigned' }), 901)).toEqual(['responseMissed']);
  });

  it('names a new case until it is known', () => {
    expect(kinds(aCase(), 5, () => true)).toEqual(['newCase']);
  });

  it('warns of an offer that nobody acknowledges', () => {
    const offered = { milestone: 'Offered', occurredAt: new Date(received).toISOString() };
    const c = aCase({
      status: 'assigned',
      assignments: [
        { assignmentId: 'a1', ambulanceId: 'A01', milestone: 'Offered', active: true, milestones: [offered] },
      ] as never,
    });
    expect(kinds(c, 59)).toEqual([]);
    expect(kinds(c, 61)).toEqual(['unacknowledged']);
  });

  it('is quiet about a case that has ended', () => {
    expect(kinds(aCase({ status: 'closed' }), 5000, () => true)).toEqual([]);
  });

  it('warns when a unit on a mission is not heard any more', () => {
    const unit = { ambulanceId: 'A01', duty: 'OnMission', link: { state: 'offline' } } as UnitView;
    expect(deriveAlarms([], [unit], received, never)).toHaveLength(1);
    expect(deriveAlarms([], [{ ...unit, duty: 'OffDuty' }], received, never)).toEqual([]);
  });
});

describe('nextAlarms', () => {
  const condition: AlarmCondition = { key: 'k', kind: 'noUnit', level: 'warning' };
  const ack = { k: { by: 'dispatcher1', at: 1 } };

  it('raises an alarm once', () => {
    const first = nextAlarms([], [condition], {}, 10);
    expect(first.fresh).toHaveLength(1);
    const second = nextAlarms(first.alarms, [condition], {}, 11);
    expect(second.fresh).toEqual([]);
    expect(second.alarms).toBe(first.alarms);
  });

  it('keeps one that is over until somebody has seen it', () => {
    const { alarms } = nextAlarms([], [condition], {}, 10);
    const over = nextAlarms(alarms, [], {}, 12).alarms;
    expect(over[0]).toMatchObject({ over: true, since: 10 });
    expect(nextAlarms(over, [], ack, 13).alarms).toEqual([]);
  });

  it('does not sound for one that was acknowledged before the page was loaded', () => {
    expect(nextAlarms([], [condition], ack, 10).fresh).toEqual([]);
  });

  it('keeps a bounded number, and does not sound for what does not fit', () => {
    const many = Array.from(
      { length: maxAlarms + 5 },
      (_, i): AlarmCondition => ({ key: `k${i}`, kind: 'noUnit', level: 'warning' }),
    );
    const first = nextAlarms([], many, {}, 10);
    expect(first.alarms).toHaveLength(maxAlarms);
    expect(nextAlarms(first.alarms, many, {}, 11).fresh).toEqual([]);
  });

  it('puts the worst first', () => {
    const danger: AlarmCondition = { key: 'd', kind: 'responseMissed', level: 'danger' };
    const { alarms } = nextAlarms(nextAlarms([], [condition], {}, 10).alarms, [condition, danger], {}, 20);
    expect(alarms.map((a) => a.key)).toEqual(['d', 'k']);
  });
});

describe('care alarms', () => {
  const record = (change: Partial<CareView>) =>
    ({ c1: { caseId: 'c1', version: 1, orders: [], alarms: [], channels: [], ...change } }) as unknown as Record<
      string,
      CareView
    >;
  const kindsOf = (care: Record<string, CareView>, now = received) =>
    deriveAlarms([aCase({ status: 'assigned' })], [], now, never, care).map((a) => a.kind);

  it('tell of an order without an answer until somebody has seen it', () => {
    const order = { orderId: 'o1', state: 'delivered', steps: [], escalatedAt: new Date(received).toISOString() };
    expect(kindsOf(record({ orders: [order] as never }))).toEqual(['orderUnanswered']);
    expect(kindsOf(record({ orders: [{ ...order, escalationSeenBy: 'x' }] as never }))).toEqual([]);
  });

  it('tell of a critical vital only when nobody answered the first time', () => {
    const alarm = { alarmId: 'a1', kind: 'spO2', level: 'danger', escalation: 0 };
    expect(kindsOf(record({ alarms: [alarm] as never }))).toEqual([]);
    expect(kindsOf(record({ alarms: [{ ...alarm, escalation: 1 }] as never }))).toEqual(['vitalUnanswered']);
  });

  it('warn of a channel’s clock before it is missed', () => {
    const clock = { name: 'ecg-read', from: new Date(received).toISOString(), to: null, targetSeconds: 600, state: 'running' };
    const care = record({ channels: [{ channelId: 'ch', kind: 'chest-pain', steps: [], clocks: [clock] }] as never });
    expect(kindsOf(care, received + 470_000)).toEqual([]);
    expect(kindsOf(care, received + 490_000)).toEqual(['channelNear']);
    expect(kindsOf(care, received + 610_000)).toEqual(['channelMissed']);
  });
});
