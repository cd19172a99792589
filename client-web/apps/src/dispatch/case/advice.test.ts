import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../shared/i18n/en';
import { zhCN } from '../../shared/i18n/zh-CN';
import type { AssignmentView, CandidateView } from '../../shared/transport/wire';
import { quickReason } from '../../shared/ui/ReasonForm';
import { reasonNeeded } from '../state/dispatchPicked';
import { carrierOf } from './HospitalAdvice';

const repository = join(import.meta.dirname, '..', '..', '..', '..', '..');
const domain = (file: string) => readFileSync(join(repository, 'silo/Emergency.Domain/Recommendations', file), 'utf8');
const codesOf = (file: string) => [...domain(file).matchAll(/public const string \w+ = "([a-z-]+)"/g)].map((m) => m[1] ?? '');

describe('every reason that the server can give', () => {
  it('about a unit has words in both languages', () => {
    const codes = codesOf('ReasonCodes.cs');
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !(`reason.${code}` in zhCN && `reason.${code}` in en))).toEqual([]);
  });

  it('about a hospital has words in both languages', () => {
    const codes = codesOf('HospitalAdvice.cs');
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.filter((code) => !(`hospital-reason.${code}` in zhCN && `hospital-reason.${code}` in en))).toEqual([]);
  });

  it('for a further unit names a kind that has words', () => {
    const kinds = [...domain('SupportRule.cs').matchAll(/public const string \w+ = "([a-z-]+)"/g)].map((m) => m[1] ?? '');
    expect(kinds.filter((kind) => !(`support.${kind}` in zhCN && `support.${kind}` in en))).toEqual([]);
  });
});

describe('a reason is asked for', () => {
  const unit = (ambulanceId: string, change = {}) =>
    ({ ambulanceId, requiresDivert: false, needsOverride: false, ...change }) as CandidateView;

  it('unless the first choice goes, and that lacks nothing', () => {
    const [a, b] = [unit('A'), unit('B')];
    expect(reasonNeeded([a, b], a)).toBeUndefined();
    expect(reasonNeeded([a, b], b)).toBe('override');
    const lacking = unit('A', { needsOverride: true });
    expect(reasonNeeded([lacking], lacking)).toBe('override');
    const busy = unit('A', { requiresDivert: true });
    expect(reasonNeeded([busy], busy)).toBe('divert');
  });

  it('and a digit stands for a frequent one while nothing is written', () => {
    expect(quickReason('2', '', ['closer', 'road'])).toBe('road');
    expect(quickReason('3', '', ['closer', 'road'])).toBeUndefined();
    expect(quickReason('2', 'route 10', ['closer', 'road'])).toBeUndefined();
    expect(quickReason('0', '', ['closer'])).toBeUndefined();
  });
});

describe('the assignment that a hospital is chosen for', () => {
  const assignment = (assignmentId: string, change = {}) =>
    ({
      assignmentId,
      milestone: 'EnRoute',
      active: true,
      pending: false,
      milestones: [],
      ...change,
    }) as unknown as AssignmentView;

  it('is the only one under way', () => {
    expect(carrierOf([assignment('a'), assignment('b', { active: false, milestone: 'Cancelled' })])?.assignmentId).toBe('a');
    expect(carrierOf([assignment('a'), assignment('b')])).toBeUndefined();
    expect(carrierOf([assignment('a', { milestone: 'HandedOver' })])).toBeUndefined();
    expect(carrierOf([])).toBeUndefined();
  });
});
