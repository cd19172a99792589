import { useT } from '../../shared/i18n';
import type { CrewCare } from '../../shared/transport/careWire';
import { openOrders } from '../state/model';
import type { TabletState } from '../wire';

export const tabNames = ['patient', 'ecg', 'orders', 'channels', 'call'] as const;
export type TabName = (typeof tabNames)[number];

interface TabsProps {
  state: TabletState;
  care: CrewCare | undefined;
  chosen: TabName;
  onChoose: (tab: TabName) => void;
}

/** The parts of the patient's side; a number says what is open there. */
export function Tabs({ state, care, chosen, onChoose }: TabsProps) {
  const t = useT();
  const counts: Partial<Record<TabName, number>> = {
    ecg: state.ecgs.length,
    orders: openOrders(care).length,
    channels: (care?.channels ?? []).filter((channel) => !channel.closedAt).length,
    call: (care?.participants ?? []).filter((person) => person.state === 'joined').length,
  };
  return (
    <div className="tabs" role="tablist">
      {tabNames.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          className="btn"
          aria-selected={chosen === name}
          onClick={() => onChoose(name)}
          data-testid={`tab-${name}`}
        >
          {t(`tablet.tab.${name}`)}
          {(counts[name] ?? 0) > 0 && <b className="count">{counts[name]}</b>}
        </button>
      ))}
    </div>
  );
}
