import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { isOver } from '../../shared/model/caseModel';
import type { CaseView } from '../../shared/transport/wire';
import { Popover } from '../../shared/ui/Popover';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { endCase } from '../state/commands';

/** Closes a case that is served, or cancels one that needs nobody. Neither can be undone, so both ask. */
export function CaseEnd({ case: c }: { case: CaseView }) {
  const t = useT();
  const [asking, setAsking] = useState<'close' | 'cancel'>();
  const bound = c.assignments.some((a) => !isOver(a));
  const end = (reason: string) => {
    setAsking(undefined);
    void endCase(c, reason, asking === 'cancel');
  };
  return (
    <div className="popover-anchor case-end">
      <button type="button" className="btn small" disabled={bound} onClick={() => setAsking('close')} data-testid="close-case">
        {t('case.close')}
      </button>{' '}
      <button type="button" className="btn small" onClick={() => setAsking('cancel')} data-testid="cancel-case">
        {t('case.cancelCase')}
      </button>
      <Popover
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        align="right"
        label={asking === 'cancel' ? t('case.cancelReason') : t('case.closeReason')}
      >
        <ReasonForm
          key={asking}
          label={asking === 'cancel' ? t('case.cancelReason') : t('case.closeReason')}
          submit={asking === 'cancel' ? t('case.cancelCase') : t('case.close')}
          danger={asking === 'cancel'}
          presets={
            asking === 'cancel' ? [t('assign.reason.duplicate'), t('assign.reason.recovered')] : [t('assign.reason.onboard')]
          }
          onSubmit={end}
          onCancel={() => setAsking(undefined)}
        />
      </Popover>
    </div>
  );
}
