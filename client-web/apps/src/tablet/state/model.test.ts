import { describe, expect, it } from 'vitest';
import type { CrewCare, OrderView } from '../../shared/transport/careWire';
import type { TabletAssignment, TabletState } from '../wire';
import { isForPage } from './call';
import { clockOf } from './channel';
import { backlogOf, compassOf, currentAssignment, historyOf, openOrders, unread, withLevels } from './model';
import { figure } from './orderText';
import { themeAt } from './theme';

const order = (state: OrderView['state'], assignmentId?: string): OrderView => ({
  orderId: `o-${state}`,
  patientId: '1',
  body: { kind: 'drug', drugCode: 'aspirin', dose: 300, doseUnit: 'mg', route: 'po' },
  state,
  steps: [],
  findings: [],
  ...(assignmentId ? { assignmentId } : {}),
});

const care = (parts: Partial<CrewCare>): CrewCare => ({
  ambulanceId: 'A01',
  caseId: 'c1',
  assignmentId: 'a1',
  version: 1,
  patients: [],
  participants: [],
  guidance: [],
  orders: [],
  ecgs: [],
  channels: [],
  alarms: [],
  ...parts,
});

describe('orders', () => {
  it('that ended, or are for another vehicle, ask nothing of this crew', () => {
    const all = care({
      orders: [order('ordered'), order('read-back', 'a1'), order('done'), order('cancelled'), order('delivered', 'a2')],
    });
    expect(openOrders(all).map((o) => o.orderId)).toEqual(['o-ordered', 'o-read-back']);
    expect(unread(all).orders.map((o) => o.orderId)).toEqual(['o-ordered']);
  });

  it('show a dose exactly as written, without marks that could be read as a decimal point', () => {
    expect(figure(1500, 'mg')).toBe('1500 mg');
    expect(figure(0.25, 'mg')).toBe('0.25 mg');
  });
});

describe('guidance', () => {
  it('stands across the screen until it is read; our own words never do', () => {
    const said = { guidanceId: 'g', author: 'p', at: '2026-03-01T08:00:00Z', text: 't', checklist: [] };
    const all = care({
      guidance: [
        { ...said, fromCrew: false },
        { ...said, guidanceId: 'ours', fromCrew: true },
        { ...said, guidanceId: 'read', fromCrew: false, readAt: '2026-03-01T08:01:00Z' },
      ],
    });
    expect(unread(all).guidance.map((g) => g.guidanceId)).toEqual(['g']);
  });
});

describe('vitals', () => {
  const value = { kind: 'spO2', value: 93, at: '2026-03-01T08:00:00Z', off: false } as const;
  const alarm = { alarmId: 'a', patientId: '1', kind: 'spO2', level: 'danger', raisedAt: value.at, escalation: 0 } as const;

  it('take the level of a standing alarm only where the vehicle has graded nothing', () => {
    const alarmed = care({ alarms: [alarm] });
    expect(withLevels([value], alarmed)[0]?.level).toBe('danger');
    expect(withLevels([{ ...value, level: 'normal' }], alarmed)[0]?.level).toBe('normal');
    expect(withLevels([value], care({ alarms: [{ ...alarm, endedAt: value.at }] }))[0]?.level).toBeUndefined();
  });

  it('leave gaps of a trend open', () => {
    const history = historyOf([{ kind: 'heartRate', from: '1970-01-01T00:01:00Z', bucketSeconds: 10, values: [80, null, 90] }]);
    expect(history.heartRate).toEqual([
      { at: 60_000, value: 80 },
      { at: 80_000, value: 90 },
    ]);
  });
});

describe('backlog', () => {
  it('counts facts, and is as old as the oldest of anything', () => {
    expect(
      backlogOf([
        { kind: 'milestones', count: 1, oldestAt: '2026-03-01T08:02:00Z' },
        { kind: 'acts', count: 2, oldestAt: '2026-03-01T08:01:00+00:00' },
        { kind: 'fixes', count: 600, oldestAt: '2026-03-01T08:00:30Z' },
        { kind: 'ecg', count: 0, oldestAt: '2026-03-01T07:00:00Z' },
      ]),
    ).toEqual({ facts: 3, oldestAt: '2026-03-01T08:00:30Z' });
  });
});

describe('assignment in hand', () => {
  const standing = (name: TabletAssignment['standing']) => ({ standing: name }) as TabletAssignment;
  const of = (...names: TabletAssignment['standing'][]) =>
    currentAssignment({ assignments: names.map(standing) } as unknown as TabletState)?.standing;

  it('is the active one; one taken back is shown before one that waits', () => {
    expect(of('over', 'waiting', 'active')).toBe('active');
    expect(of('over', 'waiting', 'withdrawn')).toBe('withdrawn');
    expect(of('over')).toBe('over');
    expect(of()).toBeUndefined();
  });
});

describe('compass', () => {
  it('wraps around north', () => {
    expect([0, 44, 180, 338, 359].map(compassOf)).toEqual(['n', 'ne', 's', 'n', 'n']);
  });
});

describe('clock of a channel', () => {
  const clock = { name: 'first-ecg', from: '1970-01-01T00:00:00Z', targetSeconds: 600, state: 'running' } as const;

  it('runs on, warns before its target and says by how much it is over', () => {
    expect(clockOf(clock, 100_000)).toEqual({ grade: 'running', seconds: 500 });
    expect(clockOf(clock, 480_000)).toEqual({ grade: 'warning', seconds: 120 });
    expect(clockOf(clock, 601_000)).toEqual({ grade: 'over', seconds: 1 });
  });

  it('that ended says how long it took; one without a beginning is never zero', () => {
    expect(clockOf({ ...clock, to: '1970-01-01T00:09:00Z' }, 0)).toEqual({ grade: 'met', seconds: 540 });
    expect(clockOf({ ...clock, to: '1970-01-01T00:11:00Z' }, 0)).toEqual({ grade: 'missed', seconds: 660 });
    expect(clockOf({ ...clock, from: null, state: 'notStarted' }, 0)).toEqual({ grade: 'notStarted', seconds: undefined });
    expect(clockOf({ ...clock, from: null, to: '1970-01-01T00:11:00Z' }, 0).grade).toBe('unknown');
  });
});

describe('signals', () => {
  it('reach the page they are for, and never the one they came from', () => {
    expect(isForPage({ from: 'user:p:1', to: 'vehicle:A01:x' }, 'x')).toBe(true);
    expect(isForPage({ from: 'user:p:1', to: 'vehicle:A01:y' }, 'x')).toBe(false);
    expect(isForPage({ from: 'vehicle:A01:y', to: null }, 'x')).toBe(true);
    expect(isForPage({ from: 'vehicle:A01:x', to: null }, 'x')).toBe(false);
  });
});

describe('daylight', () => {
  it('decides the theme', () => {
    expect([5, 6, 18, 19].map(themeAt)).toEqual(['dark', 'light', 'light', 'dark']);
  });
});
