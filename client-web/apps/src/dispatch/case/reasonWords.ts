import type { Translate } from '../../shared/i18n';
import { useT } from '../../shared/i18n';
import { formatDuration } from '../../shared/time/duration';
import type { CandidateView, ReasonView } from '../../shared/transport/wire';
import { capabilityText } from '../state/words';

/** The figures of a reason as they are said: seconds as a duration, codes as words. */
function spoken(t: Translate, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (/seconds$/i.test(name) && value !== '' && !Number.isNaN(Number(value))) return [name, formatDuration(Number(value))];
      if (/capabilit/i.test(name)) return [name, capabilityText(t, value)];
      return [name, value];
    }),
  );
}

/** A reason in words; a code this build does not know is shown as it is, with its figures. */
export function reasonText(t: Translate, reason: ReasonView): string {
  const values = spoken(t, reason.arguments);
  return t.code('reason', reason.code, values) ?? [reason.code, ...Object.values(values)].join(' ');
}

export function useReasonWords(candidate: CandidateView): string[] {
  const t = useT();
  return candidate.reasons.map((reason) => reasonText(t, reason));
}
