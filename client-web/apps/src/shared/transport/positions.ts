import { create } from 'zustand';
import { millis } from '../time/duration';
import type { UnitPosition, UnitView } from './wire';

type Positions = Readonly<Record<string, UnitPosition>>;

/** The newest fix of each unit, apart from the facts: it changes every second, they do not. */
export const usePositions = create<{ readonly byId: Positions }>()(() => ({ byId: {} }));

/** The later fix wins, by the time it was taken; a late one from a backlog changes nothing. */
export function mergePositions(known: Positions, fixes: readonly UnitPosition[]): Positions {
  let next = known;
  for (const fix of fixes) {
    const before = millis(next[fix.ambulanceId]?.fixAt);
    const at = millis(fix.fixAt);
    if (at === undefined || (before !== undefined && at <= before)) continue;
    next = { ...next, [fix.ambulanceId]: fix };
  }
  return next;
}

export function takePositions(fixes: readonly UnitPosition[]): void {
  usePositions.setState(({ byId }) => ({ byId: mergePositions(byId, fixes) }));
}

/** A unit's view carries its newest fix too. */
export function seedPositions(units: readonly UnitView[]): void {
  takePositions(
    units.flatMap(({ ambulanceId, position, fixAt, speedKmh, headingDegrees }) =>
      position && fixAt ? [{ ambulanceId, position, fixAt, speedKmh, headingDegrees }] : [],
    ),
  );
}

export function forgetPositions(): void {
  usePositions.setState({ byId: {} });
}
