import { describe, expect, it } from 'vitest';
import { homeOf } from './session';

describe('homeOf', () => {
  it('leads each role to its own desk', () => {
    expect(homeOf(['physician'], '/')).toBe('/physician');
    expect(homeOf(['hospital'], '/physician')).toBe('/hospital');
    expect(homeOf(['clinic'], '/')).toBe('/clinic');
    expect(homeOf(['dispatcher'], '/hospital')).toBe('/');
  });

  it('leaves everybody where they may work', () => {
    expect(homeOf(['dispatcher'], '/')).toBeUndefined();
    expect(homeOf(['supervisor'], '/hospital')).toBeUndefined();
    expect(homeOf(['physician'], '/physician.html')).toBeUndefined();
    expect(homeOf(['admin'], '/')).toBeUndefined();
  });

  it('knows nothing of other roles', () => {
    expect(homeOf(['porter'], '/')).toBeUndefined();
  });
});
