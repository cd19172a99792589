import { describe, expect, it } from 'vitest';
import { readProblem } from './problem';

describe('readProblem', () => {
  it('reads the word that ends the type', () => {
    const problem = readProblem(409, { type: 'https://emergency.example/problems/unit-not-free', detail: 'A03 is on a case' });
    expect(problem.code).toBe('unit-not-free');
    expect(problem.detail).toBe('A03 is on a case');
  });

  it('reads the messages of fields by their JSON names', () => {
    const { fields } = readProblem(400, {
      type: '/problems/validation',
      errors: { 'Location.Lon': ['not a longitude'], '$.complaint': ['missing'] },
    });
    expect(fields).toEqual({ 'location.lon': ['not a longitude'], complaint: ['missing'] });
  });

  it('names an answer without a body after its status', () => {
    expect(readProblem(503, undefined).code).toBe('not-ready');
    expect(readProblem(418, '<html>').code).toBe('internal');
    expect(readProblem(404, { type: 'about:blank', title: 'Not Found' }).code).toBe('not-found');
  });
});
