import { describe, expect, it } from 'vitest';
import { byUrgency, matches, readClock, responseClock } from '../../shared/model/caseModel';
import { etaOf } from '../../shared/model/eta';
import { mayRecord, needsReason, nextStep } from '../../shared/model/milestones';
import { readFix } from '../../shared/model/unitModel';
import type { AssignmentView, CandidateView, CaseView, Milestone, UnitView } from '../../shared/transport/wire';
import { findPlaces, type Place } from './places';
import { steady } from './steady';

const now = Date.parse('2026-11-22T08:10:00Z');

const assignment = (milestone: Milestone, reached: Milestone[] = [milestone]): AssignmentView => ({
  assignmentId: 'a1',
  ambulanceId: 'A01',
  milestone,
  active: true,
  pending: false,
  milestones: reached.map((m) => ({ milestone: m, occurredAt: '', recordedAt: '', source: 'desk', actor: '' })),
});

const aCase = (change: Partial<CaseView>): CaseView => ({
  caseId: 'c1',
  number: '20261122-0001',
  status: 'waiting',
  priority: 'II',
  location: { lon: 113, lat: 29, address: '桃林镇' },
  area: 'urban',
  standardSeconds: 900,
  receivedAt: '2026-11-22T08:00:00Z',
  complaint: 'chest-pain',
  patientCount: 1,
  notes: [],
  assignments: [],
  patients: [],
  clocks: [],
  version: 1,
  ...change,
});

describe('clocks', () => {
  it('warn before their target, and miss after it', () => {
    const at = (minute: number) =>
      readClock(
        { name: 'response', from: '2026-11-22T08:00:00Z', targetSeconds: 900, state: 'running' },
        now + (minute - 10) * 60_000,
      );
    expect([10, 12, 16].map((minute) => at(minute).grade)).toEqual(['running', 'near', 'missed']);
  });

  it('stand when they have stopped', () => {
    const stopped = readClock(
      { name: 'response', from: '2026-11-22T08:00:00Z', to: '2026-11-22T08:05:00Z', targetSeconds: 900, state: 'met' },
      now,
    );
    expect(stopped).toMatchObject({ grade: 'met', elapsed: 300, runs: false });
  });

  it('that are unknown have no time', () => {
    expect(readClock({ name: 'turnout', targetSeconds: 180, state: 'unknown' }, now).elapsed).toBeUndefined();
  });

  it('run from the call when the server sent none', () => {
    expect(responseClock(aCase({}), now).elapsed).toBe(600);
  });
});

describe('queue', () => {
  it('puts those without a unit first, then the more urgent, then the less time left', () => {
    const cases = [
      aCase({ caseId: 'late', priority: 'III', receivedAt: '2026-11-22T08:05:00Z' }),
      aCase({ caseId: 'assigned', priority: 'I', status: 'assigned' }),
      aCase({ caseId: 'early', priority: 'III' }),
      aCase({ caseId: 'urgent', priority: 'I' }),
    ];
    expect(cases.sort(byUrgency).map((c) => c.caseId)).toEqual(['urgent', 'early', 'late', 'assigned']);
  });

  it('is searched by number, place and unit', () => {
    const c = aCase({ assignments: [assignment('EnRoute')] });
    expect(['0001', '桃林', 'a01', ''].every((text) => matches(c, text))).toBe(true);
    expect(matches(c, 'B07')).toBe(false);
  });
});

describe('milestones', () => {
  it('offer the step after the furthest', () => {
    expect(nextStep(assignment('Offered'))).toBe('Acknowledged');
    expect(nextStep(assignment('LeftScene'))).toBe('AtHospital');
    expect(nextStep(assignment('Cleared'))).toBeUndefined();
    expect(nextStep(assignment('Reserved'))).toBeUndefined();
  });

  it('skip one that was left out, and keep it as a backfill', () => {
    const a = assignment('OnScene', ['Offered', 'OnScene']);
    expect(nextStep(a)).toBe('AtPatient');
    expect(mayRecord(a, 'EnRoute')).toBe(true);
    expect(mayRecord(a, 'OnScene')).toBe(false);
  });

  it('refuse a hand-over without a patient on board', () => {
    expect(mayRecord(assignment('OnScene'), 'HandedOver')).toBe(false);
  });

  it('allow exits only where they make sense', () => {
    expect(mayRecord(assignment('Offered'), 'NoPatientFound')).toBe(false);
    expect(mayRecord(assignment('OnScene'), 'NoPatientFound')).toBe(true);
    expect(mayRecord(assignment('PatientLoaded'), 'Cancelled')).toBe(false);
    expect(mayRecord(assignment('Declined'), 'EnRoute')).toBe(false);
    expect(mayRecord({ ...assignment('Offered'), pending: true }, 'EnRoute')).toBe(false);
  });

  it('ask a reason for exits, and for clearing with a patient on board', () => {
    expect(needsReason(assignment('OnScene'), 'Cancelled')).toBe(true);
    expect(needsReason(assignment('PatientLoaded'), 'Cleared')).toBe(true);
    expect(needsReason(assignment('HandedOver', ['PatientLoaded', 'HandedOver']), 'Cleared')).toBe(false);
  });
});

describe('arrival', () => {
  const eta = { ...assignment('EnRoute'), etaSeconds: 300, etaAt: '2026-11-22T08:08:00Z' };

  it('counts down from when it was reckoned', () => {
    expect(etaOf(eta, undefined, 'EnRoute', now)).toBe(180);
  });

  it('takes the unit’s own reckoning when it has one', () => {
    const unit = { assignmentId: 'a1', etaSeconds: 100, etaAt: '2026-11-22T08:10:00Z' } as UnitView;
    expect(etaOf(eta, unit, 'EnRoute', now)).toBe(100);
  });

  it('is nothing while the unit stands', () => {
    expect(etaOf(eta, undefined, 'OnScene', now)).toBeUndefined();
  });
});

describe('fixes', () => {
  it('are as old as the fix, whatever else changed', () => {
    const unit = { ambulanceId: 'A01', duty: 'OnMission', milestoneAt: '2026-11-22T08:09:59Z' } as UnitView;
    const fix = readFix(unit, { ambulanceId: 'A01', position: { lon: 113, lat: 29 }, fixAt: '2026-11-20T08:10:00Z' }, now);
    expect(fix).toMatchObject({ ageSeconds: 172_800, grade: 'stale' });
  });

  it('are unknown without one, even when the base is assumed', () => {
    const unit = { ambulanceId: 'A01', duty: 'AvailableAtStation', position: { lon: 113, lat: 29 } } as UnitView;
    expect(readFix(unit, undefined, now)).toMatchObject({ grade: 'unknown', assumed: true, ageSeconds: undefined });
  });
});

describe('steady', () => {
  const candidate = (ambulanceId: string, etaSeconds: number, change = {}) =>
    ({
      ambulanceId,
      etaSeconds,
      meetsStandard: true,
      requiresDivert: false,
      needsOverride: false,
      coverageCost: 0,
      ...change,
    }) as CandidateView;
  const ids = (list: CandidateView[]) => list.map((c) => c.ambulanceId).join('');

  it('keeps equals where they stood', () => {
    const before = [candidate('A', 100), candidate('B', 101), candidate('C', 102)];
    expect(ids(steady(before, [candidate('C', 99), candidate('A', 100), candidate('B', 101)]))).toBe('ABC');
  });

  it('lets the better one pass', () => {
    const before = [candidate('A', 100), candidate('B', 101)];
    expect(ids(steady(before, [candidate('B', 60), candidate('A', 100)]))).toBe('BA');
    expect(ids(steady(before, [candidate('B', 100), candidate('A', 101, { meetsStandard: false })]))).toBe('BA');
  });
});

describe('places', () => {
  const place = (name: string, words = name): Place => ({
    kind: 'place',
    name,
    words: words.toLowerCase(),
    at: { lon: 0, lat: 0 },
  });
  const places = [
    place('羊楼司镇', '羊楼司镇 Yanglousi'),
    place('桃林镇', '桃林镇 Taolin'),
    place('桃矿街道', '桃矿街道 Taokuang'),
  ];
  const found = (text: string) => findPlaces(places, text).map((p) => p.name);

  it('are found by their beginning, by either name, and inside an address', () => {
    expect(found('桃')).toEqual(['桃林镇', '桃矿街道']);
    expect(found('yang')).toEqual(['羊楼司镇']);
    expect(found('桃林骆坪村五组')).toEqual(['桃林镇']);
    expect(found('')).toEqual([]);
  });
});
