import { describe, expect, it } from 'vitest';
import { changes, draftOf, gcsTotal, wrongFields } from './facts';

const known = { ageYears: 61, weightEstimated: false, pregnancy: 'unknown', allergies: ['penicillin'] } as const;
const facts = { ...known, allergies: [...known.allergies] };

describe('a draft', () => {
  it('that changes nothing says nothing', () => {
    expect(changes(facts, draftOf(facts))).toBeUndefined();
  });

  it('says only what was changed', () => {
    expect(changes(facts, { ...draftOf(facts), weight: '70.5', weightEstimated: true, sex: 'male' })).toEqual({
      weightKg: 70.5,
      weightEstimated: true,
      sex: 'male',
    });
  });

  it('tells "asked, there is none" from "nobody asked"', () => {
    expect(changes(undefined, { ...draftOf(undefined), allergies: [] })).toEqual({ allergies: [] });
    expect(changes(undefined, draftOf(undefined))).toBeUndefined();
    expect(changes(facts, { ...draftOf(facts), allergies: [] })).toEqual({ allergies: [] });
  });

  it('says months instead of years for an infant', () => {
    expect(changes(undefined, { ...draftOf(undefined), age: '7', ageUnit: 'months' })).toEqual({ ageMonths: 7 });
  });

  it.each([
    ['131', 'years', ['age']],
    ['25', 'months', ['age']],
    ['6.5', 'years', ['age']],
    ['x', 'years', ['age']],
    ['130', 'years', []],
  ] as const)('with age %s %s is wrong in %j', (age, ageUnit, wrong) => {
    expect(wrongFields({ ...draftOf(undefined), age, ageUnit })).toEqual(wrong);
  });

  it('with a weight out of range is wrong and never sent', () => {
    const draft = { ...draftOf(undefined), weight: '0' };
    expect(wrongFields(draft)).toEqual(['weight']);
    expect(changes(undefined, draft)).toBeUndefined();
  });
});

describe('coma scale', () => {
  it('has a sum only when all three parts are known', () => {
    expect(gcsTotal({ eye: 4, verbal: 5 })).toBeUndefined();
    expect(gcsTotal({ eye: 1, verbal: 1, motor: 1 })).toBe(3);
    expect(gcsTotal({ eye: 4, verbal: 5, motor: 6 })).toBe(15);
  });
});
