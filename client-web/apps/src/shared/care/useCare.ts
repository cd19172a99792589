import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { EcgFeed } from '../ecg/EcgLive';
import { onEcg, watchCare } from '../transport/careLive';
import type { CarePatient, CareView, VitalValue } from '../transport/careWire';
import { useLive, vitalsKey } from '../transport/live';
import type { VitalHistory } from '../vitals/vitalsModel';
import { patientsOf } from './careModel';

/** The clinical record of a case; undefined while there is none. */
export const useCareOf = (caseId: string | undefined): CareView | undefined =>
  useLive((s) => (caseId ? s.care[caseId] : undefined));

/** Watches a case's bedside for as long as it is on screen. */
export function useBedside(caseId: string): void {
  useEffect(() => watchCare(caseId), [caseId]);
}

const noValues: readonly VitalValue[] = [];
const noHistory: VitalHistory = {};

export function useVitals(caseId: string, patientId: string): { values: readonly VitalValue[]; history: VitalHistory } {
  const key = vitalsKey(caseId, patientId);
  const values = useLive((s) => s.vitals[key]?.values ?? noValues);
  const history = useLive((s) => s.history[key] ?? noHistory);
  return { values, history };
}

/** The patients of a case, from its record and from what is measured. */
export function usePatients(caseId: string): CarePatient[] {
  const care = useCareOf(caseId);
  const vitals = useLive(useShallow((s) => Object.values(s.vitals).filter((v) => v.caseId === caseId)));
  return useMemo(() => patientsOf(care, vitals), [care, vitals]);
}

/** The live ECG of a patient as `EcgLive` takes it. */
export function useEcgFeed(caseId: string, patientId: string): EcgFeed {
  return useMemo(() => (listener) => onEcg(caseId, patientId, listener), [caseId, patientId]);
}
