import { useMemo } from 'react';
import type { CrewCare } from '../../shared/transport/careWire';
import { VitalsTiles } from '../../shared/vitals/VitalsTiles';
import { historyOf, withLevels } from '../state/model';
import type { TabletState } from '../wire';

/** The patient's newest values, always in sight. */
export function Vitals({ state, care }: { state: TabletState; care: CrewCare | undefined }) {
  const { values, trends } = state.vitals;
  const history = useMemo(() => historyOf(trends), [trends]);
  return <VitalsTiles values={withLevels(values, care)} history={history} />;
}
