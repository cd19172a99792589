import { useT } from '../../shared/i18n';
import type { Priority } from '../../shared/transport/wire';
import { WarningMark } from '../../shared/ui/icons';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { Segmented } from '../../shared/ui/Segmented';
import { changeDraft, useDraft } from './draft';

const priorities: readonly Priority[] = ['I', 'II', 'III', 'IV'];

/** How urgent; nothing is chosen beforehand, because a default would be believed. */
export function PriorityField({ error }: { error: string | undefined }) {
  const t = useT();
  const priority = useDraft((d) => d.priority);
  return (
    <div className="field">
      <span className="label">{t('case.priority')}</span>
      <Segmented
        label={t('case.priority')}
        value={priority}
        onChange={(value) => changeDraft({ priority: value })}
        options={priorities.map((value) => ({
          value,
          testId: `case-form-priority-${value}`,
          content: (
            <span className="stacked">
              <PriorityMark priority={value} />
              {t(`priority.${value}`)}
            </span>
          ),
        }))}
      />
      {error && (
        <p className="error" role="alert">
          <WarningMark /> {error}
        </p>
      )}
    </div>
  );
}
