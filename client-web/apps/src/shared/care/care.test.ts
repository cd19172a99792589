import { describe, expect, it } from 'vitest';
import type { CareView, ChannelView, OrderView, SafetyFindingView } from '../transport/careWire';
import type { CaseView } from '../transport/wire';
import { bySeverity, channelClocks, isEscalated, isOpenOrder, pressingClock, severity } from './careModel';
import { draftOf, emptyFacts, factsOf, wordsOf } from './facts';
import { byGravity, emptyDraft, orderOf, positive } from './orderWords';

const now = Date.parse('2026-11-27T08:40:00Z');
const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

const channel = (change: Partial<ChannelView> = {}): ChannelView => ({
  channelId: 'ch1',
  kind: 'chest-pain',
  patientId: '1',
  openedAt: at(-600),
  openedBy: 'A01',
  steps: [],
  clocks: [
    { name: 'ecg-read', from: at(-500), to: null, targetSeconds: 600, state: 'running' },
    { name: 'first-ecg', from: at(-800), to: at(-500), targetSeconds: 600, state: 'met' },
    { name: 'fmc-to-device', from: at(-800), to: null, targetSeconds: 5400, state: 'running' },
    { name: 'door-to-balloon', from: null, to: null, targetSeconds: 5400, state: 'notStarted' },
  ],
  ...change,
});

const care = (change: Partial<CareView> = {}): CareView => ({
  caseId: 'c1',
  version: 1,
  patients: [],
  participants: [],
  guidance: [],
  orders: [],
  ecgs: [],
  channels: [],
  alarms: [],
  links: [],
  ...change,
});

const order = (change: Partial<OrderView> = {}): OrderView => ({
  orderId: 'o1',
  patientId: '1',
  body: { kind: 'drug' },
  state: 'delivered',
  steps: [],
  findings: [],
  ...change,
});

describe('channel clocks', () => {
  it('run by the server’s time, the most pressing on top, and warn before they are missed', () => {
    const clocks = channelClocks(channel(), now);
    expect(clocks.map((c) => [c.name, c.grade])).toEqual([
      ['ecg-read', 'near'],
      ['fmc-to-device', 'running'],
      ['first-ecg', 'met'],
      ['door-to-balloon', 'idle'],
    ]);
    expect(channelClocks(channel(), now + 101_000)[0]).toMatchObject({ name: 'ecg-read', grade: 'missed' });
  });

  it('count no further once the channel is closed', () => {
    expect(channelClocks(channel({ closedAt: at(0) }), now).some((c) => c.runs)).toBe(false);
    expect(pressingClock(care({ channels: [channel({ closedAt: at(0) })] }), now)).toBeUndefined();
  });
});

describe('severity', () => {
  const c = (caseId: string, priority: CaseView['priority']) =>
    ({ caseId, priority, status: 'assigned', receivedAt: at(-60) }) as CaseView;

  it('puts a danger nobody has seen before everything else', () => {
    const alarm = {
      alarmId: 'a',
      patientId: '1',
      kind: 'spO2' as const,
      level: 'danger' as const,
      raisedAt: at(-5),
      escalation: 0,
    };
    const record = { c2: care({ caseId: 'c2', alarms: [alarm] }), c1: care({ channels: [channel()] }) };
    expect(bySeverity([c('c1', 'I'), c('c2', 'III'), c('c3', 'I')], record, now).map((x) => x.caseId)).toEqual([
      'c2',
      'c1',
      'c3',
    ]);
    const seen = care({ alarms: [{ ...alarm, acknowledgedAt: at(-1) }] });
    expect(severity(c('c1', 'I'), seen, now)).toBe(30);
  });
});

describe('orders', () => {
  it('are escalated until somebody has seen it, and only while they are open', () => {
    expect(isEscalated(order({ escalatedAt: at(-1) }))).toBe(true);
    expect(isEscalated(order({ escalatedAt: at(-1), escalationSeenBy: 'x' }))).toBe(false);
    expect(isEscalated(order({ escalatedAt: at(-1), state: 'done' }))).toBe(false);
    expect(
      ['ordered', 'delivered', 'read-back'].every((state) => isOpenOrder(order({ state: state as OrderView['state'] }))),
    ).toBe(true);
  });

  it('are not made of half a draft', () => {
    const draft = { ...emptyDraft, drugCode: 'aspirin', route: 'po' };
    expect(orderOf(draft)).toBeUndefined();
    expect(orderOf({ ...draft, dose: '300' })).toBeUndefined();
    expect(orderOf({ ...draft, dose: '300', doseUnit: 'mg' })).toEqual({
      kind: 'drug',
      drugCode: 'aspirin',
      route: 'po',
      dose: 300,
      doseUnit: 'mg',
    });
    expect(orderOf({ ...draft, dose: '300', doseUnit: 'mg', rate: 'fast', rateUnit: 'mL/h' })).toBeUndefined();
    expect(orderOf({ ...emptyDraft, kind: 'cath-lab-direct' })).toBeUndefined();
    expect(orderOf({ ...emptyDraft, kind: 'procedure', text: 'x' })).toEqual({ kind: 'procedure', text: 'x' });
  });

  it('read numbers as they are typed', () => {
    expect(['0,5', ' 2 ', '0', '-1', 'x', ''].map(positive)).toEqual([0.5, 2, undefined, undefined, undefined, undefined]);
  });

  it('show the gravest finding first', () => {
    const findings = (['information', 'severe', 'warning'] as const).map((s) => ({ severity: s }) as SafetyFindingView);
    expect(findings.sort(byGravity).map((f) => f.severity)).toEqual(['severe', 'warning', 'information']);
  });
});

describe('facts of a patient', () => {
  it('tell nothing known apart from asked and none', () => {
    expect(wordsOf('', '无')).toBeUndefined();
    expect(wordsOf('无', '无')).toEqual([]);
    expect(wordsOf('青霉素，磺胺; 碘', '无')).toEqual(['青霉素', '磺胺', '碘']);
  });

  it('come back from the form as they went in', () => {
    const facts = {
      ageMonths: 7,
      sex: 'female',
      weightKg: 7.5,
      weightEstimated: true,
      pregnancy: 'unknown' as const,
      allergies: [],
    };
    expect(factsOf(draftOf(facts, 'none'), 'none')).toEqual({
      ageMonths: 7,
      sex: 'female',
      weightKg: 7.5,
      weightEstimated: true,
      allergies: [],
    });
  });

  it('are refused out of their range', () => {
    expect(factsOf({ ...emptyFacts, weight: '1000' }, 'none')).toBeUndefined();
    expect(factsOf({ ...emptyFacts, age: '25', months: true }, 'none')).toBeUndefined();
  });
});
