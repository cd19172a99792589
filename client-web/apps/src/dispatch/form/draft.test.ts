import { beforeEach, describe, expect, it } from 'vitest';
import { changeDraft, clearDraft, isEmpty, missing, setDraftPoint, toRequest, useDraft } from './draft';

const draft = () => useDraft.getState();

describe('draft', () => {
  beforeEach(clearDraft);

  it('says what is missing', () => {
    expect(isEmpty(draft())).toBe(true);
    expect(missing(draft())).toEqual(['location', 'complaint', 'priority']);
    changeDraft({ lon: '113.4', lat: '291', patients: '0' });
    expect(missing(draft())).toContain('location');
    expect(missing(draft())).toContain('patients');
    expect(toRequest(draft())).toBeUndefined();
  });

  it('sends coordinates as entered, with their system', () => {
    changeDraft({ crs: 'GCJ02', lon: '113.445', lat: '29.477', complaint: ' fall ', priority: 'III', phone: '139' });
    expect(toRequest(draft())).toEqual({
      location: { lon: 113.445, lat: 29.477, crs: 'GCJ02' },
      caller: { phone: '139' },
      complaint: 'fall',
      priority: 'III',
      patients: 1,
    });
    expect(draft().point?.lon).toBeLessThan(113.445);
  });

  it('writes a click on the map in the chosen system, and finds the same point again', () => {
    changeDraft({ crs: 'GCJ02' });
    setDraftPoint({ lon: 113.44, lat: 29.48 });
    expect(Number(draft().lon)).toBeGreaterThan(113.443);
    expect(draft().point?.lon).toBeCloseTo(113.44, 5);
    expect(draft().point?.lat).toBeCloseTo(29.48, 5);
  });
});
