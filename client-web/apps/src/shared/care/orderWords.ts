import type { Translate } from '../i18n';
import type { OrderBody, OrderRulesView, SafetyFindingView } from '../transport/careWire';
import type { Language } from '../ui/preferences';

/** A drug's name in the reader's language; its code when the rule set does not know it. */
export function drugName(rules: OrderRulesView | undefined, code: string | null | undefined, language: Language): string {
  const drug = rules?.drugs.find((each) => each.code === code);
  if (!drug) return code ?? '';
  return language === 'en' ? drug.name : drug.nameZh;
}

export const procedureName = (t: Translate, word: string) => t.code('procedure', word) ?? word;
export const routeName = (t: Translate, word: string) => t.code('route', word) ?? word;

/** An order in one line: drug, dose and route; or what is to be done; or where to go. */
export function orderWords(
  t: Translate,
  body: OrderBody,
  names: { rules: OrderRulesView | undefined; language: Language; hospital: (id: string) => string | undefined },
): string {
  const hospital = body.hospitalId ? (names.hospital(body.hospitalId) ?? body.hospitalId) : '';
  switch (body.kind) {
    case 'drug':
      return [
        drugName(names.rules, body.drugCode, names.language),
        body.dose != null && `${body.dose} ${body.doseUnit ?? ''}`.trim(),
        body.route && routeName(t, body.route),
        body.rate != null && t('order.rateShort', { rate: `${body.rate} ${body.rateUnit ?? ''}`.trim() }),
        body.text,
      ]
        .filter(Boolean)
        .join(' · ');
    case 'procedure':
      return [body.procedure && procedureName(t, body.procedure), body.text].filter(Boolean).join(' · ');
    default:
      return [t(`order.kind.${body.kind}`), hospital, body.text].filter(Boolean).join(' · ');
  }
}

/** The figures of a finding as words; what has no name of its own is left to the sentence. */
export function findingFigures(t: Translate, finding: SafetyFindingView): string {
  return Object.entries(finding.values)
    .flatMap(([name, value]) => {
      const known = t.code('figure', name);
      const words = name === 'vital' ? (t.code('vital', value) ?? value) : name === 'route' ? routeName(t, value) : value;
      return known ? [`${known} ${words}`] : [];
    })
    .join(' · ');
}

const rank = { severe: 0, warning: 1, information: 2 } as const;

/** Gravest first; what is only to be known stands last. */
export const byGravity = (a: SafetyFindingView, b: SafetyFindingView) => rank[a.severity] - rank[b.severity];

/** What somebody writes into the order form. */
export interface OrderDraft {
  readonly kind: OrderBody['kind'];
  readonly drugCode: string;
  readonly dose: string;
  readonly doseUnit: string;
  readonly route: string;
  readonly rate: string;
  readonly rateUnit: string;
  readonly procedure: string;
  readonly hospitalId: string;
  readonly text: string;
}

export const emptyDraft: OrderDraft = {
  kind: 'drug',
  drugCode: '',
  dose: '',
  doseUnit: '',
  route: '',
  rate: '',
  rateUnit: '',
  procedure: '',
  hospitalId: '',
  text: '',
};

/** Units of a rate that pumps and crews know. */
export const rateUnits = ['mL/h', 'mL/min', 'mg/h', 'mg/min', 'µg/min', 'µg/kg/min', 'IU/h', 'IU/kg/h'] as const;

/** A number as it is typed: a comma is a point. Undefined when it is none above 0. */
export function positive(text: string): number | undefined {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value > 0 ? value : undefined;
}

/** The order that a draft says; undefined while something is missing. */
export function orderOf(draft: OrderDraft): OrderBody | undefined {
  const text = draft.text.trim() ? { text: draft.text.trim() } : {};
  if (draft.kind === 'procedure') {
    const { procedure } = draft;
    return procedure || draft.text.trim() ? { kind: 'procedure', ...(procedure ? { procedure } : {}), ...text } : undefined;
  }
  if (draft.kind !== 'drug') return draft.hospitalId ? { kind: draft.kind, hospitalId: draft.hospitalId, ...text } : undefined;
  const dose = positive(draft.dose);
  const rate = positive(draft.rate);
  if (!draft.drugCode || !draft.route || (dose === undefined && rate === undefined)) return undefined;
  if ((draft.dose.trim() && dose === undefined) || (draft.rate.trim() && rate === undefined)) return undefined;
  if ((dose !== undefined && !draft.doseUnit) || (rate !== undefined && !draft.rateUnit)) return undefined;
  return {
    kind: 'drug',
    drugCode: draft.drugCode,
    route: draft.route,
    ...(dose === undefined ? {} : { dose, doseUnit: draft.doseUnit }),
    ...(rate === undefined ? {} : { rate, rateUnit: draft.rateUnit }),
    ...text,
  };
}
