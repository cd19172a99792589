import { create } from 'zustand';

export const tabs = ['vitals', 'ecg', 'guidance', 'orders', 'channels'] as const;
export type Tab = (typeof tabs)[number];

interface Selection {
  readonly caseId: string | undefined;
  readonly patientId: string | undefined;
  readonly ecgId: string | undefined;
  /** What a narrow screen shows of the patient. */
  readonly tab: Tab;
}

/** The patient that this physician looks at. */
export const useSelection = create<Selection>()(() => ({
  caseId: undefined,
  patientId: undefined,
  ecgId: undefined,
  tab: 'vitals',
}));

export const selectPatient = (caseId: string | undefined, patientId?: string) =>
  useSelection.setState({ caseId, patientId, ecgId: undefined, tab: 'vitals' });

export const showTab = (tab: Tab) => useSelection.setState({ tab });

export const showEcg = (ecgId: string) => useSelection.setState({ ecgId, tab: 'ecg' });
