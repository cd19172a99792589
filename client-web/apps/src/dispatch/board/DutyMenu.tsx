import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useMay } from '../../shared/session/session';
import { usePending } from '../../shared/transport/perform';
import type { UnitDuty, UnitView } from '../../shared/transport/wire';
import { Dialog } from '../../shared/ui/Dialog';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { dutyKey, setDuty } from '../state/commands';

/** Duties that the desk may set; only an assignment brings OnMission. */
const duties: readonly UnitDuty[] = ['AvailableAtStation', 'AvailableMobile', 'Paused', 'OutOfService', 'OffDuty'];

/** These leave the county a unit short, so they say why. */
const withReason: ReadonlySet<UnitDuty> = new Set<UnitDuty>(['Paused', 'OutOfService']);

/** Changes what a unit is available for. */
export function DutyMenu({ unit }: { unit: UnitView }) {
  const t = useT();
  const [asking, setAsking] = useState<UnitDuty>();
  const pending = usePending(dutyKey(unit.ambulanceId));
  const mayDispatch = useMay('dispatch');
  const choose = (duty: UnitDuty) => {
    if (duty === unit.duty) return;
    if (withReason.has(duty)) setAsking(duty);
    else void setDuty(unit, duty);
  };
  if (unit.duty === 'OnMission' || !mayDispatch)
    return <span data-testid={`unit-row-${unit.ambulanceId}-duty`}>{t(`duty.${unit.duty}`)}</span>;
  const label = t('board.changeDuty', { unit: unit.ambulanceId });
  return (
    <>
      <select
        className="duty-select"
        aria-label={label}
        title={label}
        value={unit.duty}
        disabled={pending}
        onChange={(event) => choose(event.target.value as UnitDuty)}
        data-testid={`unit-row-${unit.ambulanceId}-duty`}
      >
        {duties.map((duty) => (
          <option key={duty} value={duty}>
            {t(`duty.${duty}`)}
          </option>
        ))}
      </select>
      {asking && (
        <Dialog title={label} onClose={() => setAsking(undefined)} className="duty-dialog">
          <ReasonForm
            label={t('board.dutyReason', { duty: t(`duty.${asking}`) })}
            submit={t('common.confirm')}
            onSubmit={(reason) => {
              setAsking(undefined);
              void setDuty(unit, asking, reason);
            }}
            onCancel={() => setAsking(undefined)}
          />
        </Dialog>
      )}
    </>
  );
}
