import type { Translate } from '../../shared/i18n';
import { useT } from '../../shared/i18n';
import { type Format, useFormat } from '../../shared/i18n/format';
import { capabilityText, centreText } from '../../shared/model/words';
import { formatDuration } from '../../shared/time/duration';
import type { CandidateView, ReasonView } from '../../shared/transport/wire';

/** What stands in the candidate's line already and need not be said twice. */
const shownElsewhere: ReadonlySet<string> = new Set(['at-station']);

/** A figure of a reason as it is said: seconds as a duration, codes as words. */
function spoken(t: Translate, format: Format, name: string, value: string): string {
  const number = Number(value);
  if (/seconds$/i.test(name) && !Number.isNaN(number)) return formatDuration(number);
  if (name === 'people' && !Number.isNaN(number)) return format.number(number);
  if (name === 'capability') return capabilityText(t, value);
  if (name === 'milestone') return t.code('milestone', value) ?? value;
  if (name === 'role') return t.code('role', value) ?? value;
  if (name === 'centre') return centreText(t, value);
  return value;
}

/** A reason in words; a code this build does not know is shown as it is, with its figures. */
export function reasonText(
  t: Translate,
  format: Format,
  reason: ReasonView,
  of: 'reason' | 'hospital-reason' = 'reason',
): string {
  const values = Object.fromEntries(
    Object.entries(reason.arguments).map(([name, value]) => [name, spoken(t, format, name, value)]),
  );
  const said = of === 'reason' ? t.code('reason', reason.code, values) : t.code('hospital-reason', reason.code, values);
  return said?.trim() ?? [reason.code, ...Object.values(values)].join(' ');
}

/** Says the reasons of one unit or hospital, in the words of the chosen language. */
export function useReasonText(of: 'reason' | 'hospital-reason' = 'reason'): (reason: ReasonView) => string {
  const t = useT();
  const format = useFormat();
  return (reason) => reasonText(t, format, reason, of);
}

export function useReasonWords(candidate: CandidateView): string[] {
  const t = useT();
  const format = useFormat();
  return candidate.reasons.filter((reason) => !shownElsewhere.has(reason.code)).map((reason) => reasonText(t, format, reason));
}
