import { useT } from '../../shared/i18n';
import type { Problem } from '../../shared/transport/problem';
import { problemText } from '../../shared/ui/toasts';
import type { DraftField } from './draft';

type ErrorField = DraftField | 'name' | 'phone' | 'notes';

/** Under which names the server may speak of a field. */
const serverNames: Readonly<Record<ErrorField, readonly string[]>> = {
  location: ['location', 'location.lon', 'location.lat', 'location.address', 'location.crs', 'lon', 'lat'],
  complaint: ['complaint'],
  priority: ['priority'],
  patients: ['patients', 'patientCount'],
  name: ['caller.name', 'callerName'],
  phone: ['caller.phone', 'callerPhone'],
  notes: ['notes', 'note'],
};

/** Refusals that are about the place. */
const aboutPlace: ReadonlySet<string> = new Set(['out-of-county', 'swapped-coordinates']);

/** What is wrong with each field: our own word first, else the server's. */
export function useFieldErrors(
  missing: readonly DraftField[],
  problem: Problem | undefined,
): Partial<Record<ErrorField, string>> {
  const t = useT();
  const own: Partial<Record<ErrorField, string>> = {
    location: t('form.locationMissing'),
    complaint: t('form.complaintMissing'),
    priority: t('form.priorityMissing'),
    patients: t('form.patientsBad'),
  };
  const errors: Partial<Record<ErrorField, string>> = {};
  for (const field of Object.keys(serverNames) as ErrorField[]) {
    const said = serverNames[field].flatMap((name) => problem?.fields[name] ?? []);
    if (field === 'location' && problem && aboutPlace.has(problem.code)) said.push(problemText(problem));
    const word = (missing as readonly ErrorField[]).includes(field) ? own[field] : said.length > 0 ? said.join(' ') : undefined;
    if (word) errors[field] = word;
  }
  return errors;
}
