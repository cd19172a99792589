import type { AssignmentView, Milestone, UnitView } from '../transport/wire';
import { rankOf } from './milestones';
import { secondsToGo } from './unitModel';

/** Whether a unit at this milestone drives to the scene, to a hospital, or stands. */
export function heading(milestone: Milestone): 'scene' | 'hospital' | 'none' {
  const rank = rankOf(milestone);
  if (rank < rankOf('OnScene')) return milestone === 'Reserved' ? 'none' : 'scene';
  return milestone === 'LeftScene' || milestone === 'PatientLoaded' ? 'hospital' : 'none';
}

/** Seconds to where the unit drives now: the unit's own reckoning, or the one made when it was assigned. */
export function etaOf(a: AssignmentView, unit: UnitView | undefined, milestone: Milestone, now: number): number | undefined {
  const to = heading(milestone);
  if (to === 'none') return undefined;
  const live = unit?.assignmentId === a.assignmentId ? secondsToGo(unit, now) : undefined;
  return live ?? (to === 'scene' ? secondsToGo(a, now) : undefined);
}
