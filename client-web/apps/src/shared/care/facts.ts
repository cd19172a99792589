import type { PatientFactsView, Pregnancy } from '../transport/careWire';

/** What somebody writes into the form about a patient; all text, as typed. */
export interface FactsDraft {
  readonly name: string;
  readonly age: string;
  readonly months: boolean;
  readonly sex: '' | 'male' | 'female';
  readonly weight: string;
  readonly estimated: boolean;
  readonly pregnancy: Pregnancy;
  readonly allergies: string;
  readonly conditions: string;
  readonly gcs: string;
  readonly oxygen: '' | 'yes' | 'no';
  readonly consciousness: string;
}

export const emptyFacts: FactsDraft = {
  name: '',
  age: '',
  months: false,
  sex: '',
  weight: '',
  estimated: false,
  pregnancy: 'unknown',
  allergies: '',
  conditions: '',
  gcs: '',
  oxygen: '',
  consciousness: '',
};

/** The draft that shows what is known; `none` is the reader's word for "asked, and there is none". */
export function draftOf(facts: PatientFactsView, none: string): FactsDraft {
  const list = (words: readonly string[] | null | undefined) => (words ? (words.length === 0 ? none : words.join(', ')) : '');
  return {
    name: facts.name ?? '',
    age: facts.ageMonths != null ? `${facts.ageMonths}` : facts.ageYears != null ? `${facts.ageYears}` : '',
    months: facts.ageMonths != null,
    sex: facts.sex === 'male' || facts.sex === 'female' ? facts.sex : '',
    weight: facts.weightKg != null ? `${facts.weightKg}` : '',
    estimated: facts.weightEstimated,
    pregnancy: facts.pregnancy,
    allergies: list(facts.allergies),
    conditions: list(facts.conditions),
    gcs: facts.gcs != null ? `${facts.gcs}` : '',
    oxygen: facts.onOxygen == null ? '' : facts.onOxygen ? 'yes' : 'no',
    consciousness: facts.consciousness ?? '',
  };
}

/** Words between commas of either script; the word for none is an empty list. */
export function wordsOf(text: string, none: string): string[] | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed.toLowerCase() === none.toLowerCase()) return [];
  return trimmed
    .split(/[,，、;；]/)
    .map((word) => word.trim())
    .filter(Boolean);
}

function within(text: string, low: number, high: number): number | undefined | 'bad' {
  if (text.trim() === '') return undefined;
  const value = Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) && value >= low && value <= high ? value : 'bad';
}

/** What the draft says; what is empty is not said. Undefined when a value is out of its range. */
export function factsOf(draft: FactsDraft, none: string): Partial<PatientFactsView> | undefined {
  const age = within(draft.age, 0, draft.months ? 24 : 130);
  const weight = within(draft.weight, 0.3, 400);
  const gcs = within(draft.gcs, 3, 15);
  if (age === 'bad' || weight === 'bad' || gcs === 'bad') return undefined;
  const allergies = wordsOf(draft.allergies, none);
  const conditions = wordsOf(draft.conditions, none);
  return {
    ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
    ...(age === undefined ? {} : draft.months ? { ageMonths: Math.round(age) } : { ageYears: Math.round(age) }),
    ...(draft.sex ? { sex: draft.sex } : {}),
    ...(weight === undefined ? {} : { weightKg: weight, weightEstimated: draft.estimated }),
    ...(draft.pregnancy === 'unknown' ? {} : { pregnancy: draft.pregnancy }),
    ...(allergies ? { allergies } : {}),
    ...(conditions ? { conditions } : {}),
    ...(gcs === undefined ? {} : { gcs: Math.round(gcs) }),
    ...(draft.oxygen ? { onOxygen: draft.oxygen === 'yes' } : {}),
    ...(draft.consciousness ? { consciousness: draft.consciousness } : {}),
  };
}
