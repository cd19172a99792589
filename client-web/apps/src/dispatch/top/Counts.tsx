import { useShallow } from 'zustand/react/shallow';
import { useT } from '../../shared/i18n';
import { isOpen } from '../../shared/model/caseModel';
import { groupOf } from '../../shared/model/unitModel';
import { useLive } from '../../shared/transport/live';
import type { Priority } from '../../shared/transport/wire';
import { PriorityMark } from '../../shared/ui/PriorityMark';

const priorities: readonly Priority[] = ['I', 'II', 'III', 'IV'];

/** Open cases by priority. */
export function CaseCounts() {
  const t = useT();
  const counts = useLive(
    useShallow((s) => {
      const open = Object.values(s.cases).filter(isOpen);
      return priorities.map((priority) => open.filter((c) => c.priority === priority).length);
    }),
  );
  return (
    <div className="group" data-testid="open-cases">
      <span className="dim">{t('bar.open')}</span>
      {priorities.map((priority, i) => (
        <span key={priority} className={`count ${counts[i] ? '' : 'zero'}`} title={t(`priority.${priority}`)}>
          <PriorityMark priority={priority} size={14} />
          <span className="number">{counts[i]}</span>
        </span>
      ))}
    </div>
  );
}

/** Free units of all. */
export function UnitCounts() {
  const t = useT();
  const [free, total] = useLive(
    useShallow((s) => {
      const units = Object.values(s.units);
      return [units.filter((u) => groupOf(u) === 'free').length, units.length] as const;
    }),
  );
  return (
    <div className="group" data-testid="free-units">
      <span className="dim">{t('bar.units')}</span>
      <b className={total > 0 && free === 0 ? 'mean-danger' : ''}>{t('bar.unitsOf', { free, total })}</b>
    </div>
  );
}
