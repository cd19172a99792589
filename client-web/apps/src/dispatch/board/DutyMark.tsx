import type { UnitGroup } from '../../shared/model/unitModel';

/** The shapes of the map: a disc is free, a diamond is on a mission, a hollow square is not available. */
export function DutyMark({ group }: { group: UnitGroup }) {
  return (
    <svg className={`mark duty-${group}`} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {group === 'free' && <circle cx="7" cy="7" r="5" fill="currentColor" />}
      {group === 'busy' && <path d="M7 0.8 13.2 7 7 13.2 0.8 7Z" fill="currentColor" />}
      {group === 'out' && <rect x="2.5" y="2.5" width="9" height="9" fill="none" stroke="currentColor" strokeWidth="1.6" />}
    </svg>
  );
}
