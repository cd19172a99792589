import { useT } from '../../shared/i18n';
import { useLive } from '../../shared/transport/live';
import type { AssignmentView, CaseView, HospitalView } from '../../shared/transport/wire';
import { WarningMark } from '../../shared/ui/icons';
import { setDestination, usePending } from '../state/commands';
import { rankOf } from '../state/milestones';
import { useMay } from '../state/session';
import { centreText } from '../state/words';

/** Hospitals that take patients first, then those with most centres; by name within. */
const byReadiness = (a: HospitalView, b: HospitalView) =>
  Number(Boolean(a.diversion)) - Number(Boolean(b.diversion)) ||
  b.centres.length - a.centres.length ||
  a.name.localeCompare(b.name, 'zh');

/** Where the patient is taken, with what each hospital can and whether it asks to be spared. */
export function Destination({ case: c, assignment: a }: { case: CaseView; assignment: AssignmentView }) {
  const t = useT();
  const hospitals = useLive((s) => s.hospitals);
  const mayDispatch = useMay('dispatch');
  const pending = usePending(`destination:${a.assignmentId}`);
  const chosen = a.hospitalId ? hospitals[a.hospitalId] : undefined;
  const describe = (h: HospitalView) =>
    [
      h.name,
      typeof h.capacity === 'number' ? t('assign.beds', { n: h.capacity }) : t('assign.bedsUnknown'),
      ...h.centres.map((code) => centreText(t, code)),
      h.diversion && t('assign.diversion', { reason: h.diversion.reason }),
    ]
      .filter(Boolean)
      .join(' · ');
  const choose = (hospitalId: string) => {
    const hospital = hospitals[hospitalId];
    if (hospital) void setDestination(c, a, { id: hospitalId, name: hospital.name });
  };
  if (a.milestone === 'Reserved') return null;
  return (
    <div className="destination">
      <label className="line">
        <span className="dim">{t('assign.destination')}</span>
        <select
          className="input"
          value={a.hospitalId ?? ''}
          disabled={pending || !mayDispatch || rankOf(a.milestone) >= rankOf('HandedOver')}
          onChange={(event) => choose(event.target.value)}
          data-testid="destination"
        >
          {!a.hospitalId && <option value="">{t('assign.destinationNone')}</option>}
          {Object.values(hospitals)
            .sort(byReadiness)
            .map((h) => (
              <option key={h.hospitalId} value={h.hospitalId}>
                {describe(h)}
              </option>
            ))}
        </select>
      </label>
      {chosen?.diversion && (
        <p className="mean-warning">
          <WarningMark size={14} /> {t('assign.diversion', { reason: chosen.diversion.reason })}
        </p>
      )}
    </div>
  );
}
