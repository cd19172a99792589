import type { PatientFactsView, Pregnancy } from '../../shared/transport/careWire';

/** The patient's facts as a form holds them; an empty text is unknown. */
export interface FactsDraft {
  readonly name: string;
  readonly age: string;
  readonly ageUnit: 'years' | 'months';
  readonly sex: '' | 'male' | 'female';
  readonly weight: string;
  readonly weightEstimated: boolean;
  readonly pregnancy: Pregnancy;
  /** Undefined: nobody asked. Empty: asked, and there is none. */
  readonly allergies: readonly string[] | undefined;
  readonly conditions: readonly string[] | undefined;
  readonly consciousness: string;
  readonly onOxygen: boolean | undefined;
  readonly gcs: number | undefined;
}

export const draftOf = (facts: PatientFactsView | undefined): FactsDraft => ({
  name: facts?.name ?? '',
  age: String(facts?.ageMonths ?? facts?.ageYears ?? ''),
  ageUnit: typeof facts?.ageMonths === 'number' ? 'months' : 'years',
  sex: facts?.sex === 'male' || facts?.sex === 'female' ? facts.sex : '',
  weight: String(facts?.weightKg ?? ''),
  weightEstimated: facts?.weightEstimated ?? false,
  pregnancy: facts?.pregnancy ?? 'unknown',
  allergies: facts?.allergies ?? undefined,
  conditions: facts?.conditions ?? undefined,
  consciousness: facts?.consciousness ?? '',
  onOxygen: facts?.onOxygen ?? undefined,
  gcs: facts?.gcs ?? undefined,
});

const inRange = (text: string, low: number, high: number, whole: boolean): number | undefined => {
  const value = Number(text);
  return text.trim() !== '' && value >= low && value <= high && (!whole || Number.isInteger(value)) ? value : undefined;
};

/** The fields that hold something that cannot be. */
export function wrongFields(draft: FactsDraft): ('age' | 'weight')[] {
  const wrong: ('age' | 'weight')[] = [];
  if (draft.age.trim() !== '' && ageOf(draft) === undefined) wrong.push('age');
  if (draft.weight.trim() !== '' && inRange(draft.weight, 0.3, 400, false) === undefined) wrong.push('weight');
  return wrong;
}

const ageOf = (draft: FactsDraft) => inRange(draft.age, 0, draft.ageUnit === 'years' ? 130 : 24, true);

/** What the draft says that the facts did not: only that is sent. */
export function changes(before: PatientFactsView | undefined, draft: FactsDraft): Partial<PatientFactsView> | undefined {
  const was = draftOf(before);
  const said: Partial<PatientFactsView> = {};
  const age = ageOf(draft);
  if (age !== undefined && (draft.age !== was.age || draft.ageUnit !== was.ageUnit))
    said[draft.ageUnit === 'years' ? 'ageYears' : 'ageMonths'] = age;
  const weight = inRange(draft.weight, 0.3, 400, false);
  if (weight !== undefined && (draft.weight !== was.weight || draft.weightEstimated !== was.weightEstimated))
    Object.assign(said, { weightKg: weight, weightEstimated: draft.weightEstimated });
  if (draft.name.trim() !== '' && draft.name !== was.name) said.name = draft.name.trim();
  if (draft.sex && draft.sex !== was.sex) said.sex = draft.sex;
  if (draft.pregnancy !== 'unknown' && draft.pregnancy !== was.pregnancy) said.pregnancy = draft.pregnancy;
  if (draft.allergies && !same(draft.allergies, was.allergies)) said.allergies = [...draft.allergies];
  if (draft.conditions && !same(draft.conditions, was.conditions)) said.conditions = [...draft.conditions];
  if (draft.consciousness && draft.consciousness !== was.consciousness) said.consciousness = draft.consciousness;
  if (draft.onOxygen !== undefined && draft.onOxygen !== was.onOxygen) said.onOxygen = draft.onOxygen;
  if (draft.gcs !== undefined && draft.gcs !== was.gcs) said.gcs = draft.gcs;
  return Object.keys(said).length > 0 ? said : undefined;
}

const same = (a: readonly string[], b: readonly string[] | undefined) => b !== undefined && a.join('\n') === b.join('\n');

/** The parts of the coma scale and how far each goes. */
export const gcsParts = { eye: 4, verbal: 5, motor: 6 } as const;
export type GcsPart = keyof typeof gcsParts;

/** The sum, once all three are known. */
export const gcsTotal = (parts: Partial<Record<GcsPart, number>>): number | undefined =>
  parts.eye && parts.verbal && parts.motor ? parts.eye + parts.verbal + parts.motor : undefined;
