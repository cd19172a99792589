import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { etaOf } from '../../shared/model/eta';
import { formatDuration } from '../../shared/time/duration';
import { useFactsNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import type { AssignmentView } from '../../shared/transport/wire';
import { useHeldMilestone } from '../state/held';

/** A unit on a case: name, milestone, and time to go while it drives. */
export function UnitChip({ assignment: a }: { assignment: AssignmentView }) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  const held = useHeldMilestone(a.assignmentId);
  const unit = useLive((s) => s.units[a.ambulanceId]);
  const milestone = held ?? a.milestone;
  const toGo = etaOf(a, unit, milestone, now);
  return (
    <span className={`unit-chip ${a.pending || held ? 'pending' : ''}`}>
      <b>{a.ambulanceId}</b> {t(`milestone.${milestone}`)}
      {milestone === 'Reserved' && a.notBefore && <b className="number">{format.shortTime(a.notBefore)}</b>}
      {toGo !== undefined && toGo > 0 && <b className="number">{formatDuration(toGo)}</b>}
    </span>
  );
}
