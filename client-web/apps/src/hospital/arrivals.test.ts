import { describe, expect, it } from 'vitest';
import type { CareView } from '../shared/transport/careWire';
import type { CaseView, HospitalView, InboundView } from '../shared/transport/wire';
import { arrivalsOf } from './arrivals';

const now = Date.parse('2026-11-27T08:40:00Z');

const aCase = (caseId: string, milestone = 'LeftScene') =>
  ({
    caseId,
    priority: 'II',
    status: 'assigned',
    assignments: [{ assignmentId: `a-${caseId}`, ambulanceId: 'A01', milestone, active: true, milestones: [], hospitalId: 'H1' }],
  }) as unknown as CaseView;

const inbound = (caseId: string, change: Partial<InboundView> = {}): InboundView => ({
  caseId,
  assignmentId: `a-${caseId}`,
  ambulanceId: 'A01',
  complaint: '',
  priority: 'II',
  etaSeconds: 600,
  announcedAt: '2026-11-27T08:30:00Z',
  acknowledgedAt: '2026-11-27T08:31:00Z',
  ...change,
});

const hospital = (list: InboundView[]) => ({ hospitalId: 'H1', inbound: list }) as unknown as HospitalView;
const facts = (cases: CaseView[], care: CareView[] = []) => ({
  cases: Object.fromEntries(cases.map((c) => [c.caseId, c])),
  care: Object.fromEntries(care.map((c) => [c.caseId, c])),
  units: {},
});

describe('arrivalsOf', () => {
  it('puts notices that nobody has acknowledged first, then who comes first, then who is here', () => {
    const list = [inbound('c1'), inbound('c2', { etaSeconds: 60 }), inbound('c3', { acknowledgedAt: null }), inbound('c4')];
    const cases = [aCase('c1'), aCase('c2'), aCase('c3'), aCase('c4', 'AtHospital')];
    const found = arrivalsOf(hospital(list), facts(cases), now);
    expect(found.map((a) => a.case.caseId)).toEqual(['c3', 'c2', 'c1', 'c4']);
    expect(found[3]).toMatchObject({ arrived: true, eta: undefined });
  });

  it('knows a patient whom only a green channel names', () => {
    const care = {
      caseId: 'c9',
      patients: [],
      channels: [{ channelId: 'x', kind: 'stroke', patientId: '1', hospitalId: 'H1' }],
    } as unknown as CareView;
    expect(arrivalsOf(hospital([]), facts([aCase('c9')], [care]), now)).toHaveLength(1);
    expect(arrivalsOf({ ...hospital([]), hospitalId: 'H2' }, facts([aCase('c9')], [care]), now)).toHaveLength(0);
  });
});
