import { create } from 'zustand';
import { may } from '../../shared/session/session';
import type { LonLat } from '../../shared/transport/wire';

export type View = 'desk' | 'reports' | 'history';

/** What a click on the map means now. */
export type MapMode = 'select' | 'newCase' | 'moveCase' | 'closeRoad' | 'closeArea';

/** What lies beside the map. */
export type DeskPanel = 'coverage' | 'roads' | 'moves';

/** What the right pane shows of the selected case. */
export const caseTabs = ['overview', 'vitals', 'guidance', 'channels'] as const;
export type CaseTab = (typeof caseTabs)[number];

interface DeskState {
  readonly view: View;
  readonly caseId: string | undefined;
  /** The candidate that Enter would dispatch; undefined for the first. */
  readonly pick: string | undefined;
  readonly caseTab: CaseTab;
  readonly formOpen: boolean;
  readonly mapMode: MapMode;
  readonly panel: DeskPanel | undefined;
  readonly search: string;
  readonly overlay: 'palette' | 'keys' | 'alarms' | undefined;
  /** Where the map should go; a new object each time it is asked. */
  readonly lookAt: { readonly at: LonLat; readonly zoom?: number } | { readonly county: true } | undefined;
}

/** What this dispatcher looks at; nothing of it is anybody else's business. */
export const useDesk = create<DeskState>()(() => ({
  view: 'desk',
  caseId: undefined,
  pick: undefined,
  caseTab: 'overview',
  formOpen: false,
  mapMode: 'select',
  panel: undefined,
  search: '',
  overlay: undefined,
  lookAt: undefined,
}));

export const selectCase = (caseId: string | undefined) =>
  useDesk.setState(({ caseId: before, caseTab }) => ({
    caseId,
    caseTab: caseId === before ? caseTab : 'overview',
    pick: undefined,
    formOpen: false,
    mapMode: 'select',
    view: 'desk',
  }));

export const showCaseTab = (caseTab: CaseTab) => useDesk.setState({ caseTab });

export const openForm = () => {
  if (may('dispatch')) useDesk.setState({ formOpen: true, mapMode: 'newCase', view: 'desk' });
};

export const closeForm = () => useDesk.setState({ formOpen: false, mapMode: 'select' });

export const showView = (view: View) => useDesk.setState({ view, overlay: undefined, mapMode: 'select', formOpen: false });

export const showPanel = (panel: DeskPanel | undefined) => useDesk.setState({ panel, view: 'desk', overlay: undefined });

export const showOverlay = (overlay: DeskState['overlay']) => useDesk.setState({ overlay });

export const lookAt = (at: LonLat, zoom?: number) => useDesk.setState({ lookAt: zoom === undefined ? { at } : { at, zoom } });

export const lookAtCounty = () => useDesk.setState({ lookAt: { county: true } });
