import { type Translate, useT } from '../../shared/i18n';
import { rankOf } from '../../shared/model/milestones';
import { centreText } from '../../shared/model/words';
import { useMay } from '../../shared/session/session';
import { capacityAge, freshness } from '../../shared/time/age';
import { secondsSince } from '../../shared/time/duration';
import { serverClock } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { usePending } from '../../shared/transport/perform';
import type { AssignmentView, CaseView, HospitalView } from '../../shared/transport/wire';
import { ageText } from '../../shared/ui/ageText';
import { WarningMark } from '../../shared/ui/icons';
import { setDestination } from '../state/commands';

/** Hospitals that take patients first, then those with most centres; by name within. */
const byReadiness = (a: HospitalView, b: HospitalView) =>
  Number(Boolean(a.diversion)) - Number(Boolean(b.diversion)) ||
  b.centres.length - a.centres.length ||
  a.name.localeCompare(b.name, 'zh');

/** Free beds as the hospital said them, with their age once that is long ago. */
function bedsText(t: Translate, h: HospitalView, now: number): string {
  if (typeof h.capacity !== 'number') return t('assign.bedsUnknown');
  const age = secondsSince(h.capacityAt, now);
  const old = age !== undefined && freshness(age, capacityAge) !== 'fresh';
  return old ? t('assign.bedsOld', { n: h.capacity, age: ageText(t, age) }) : t('assign.beds', { n: h.capacity });
}

/** Where the patient is taken, with what each hospital can and whether it asks to be spared. */
export function Destination({ case: c, assignment: a }: { case: CaseView; assignment: AssignmentView }) {
  const t = useT();
  const now = serverClock.now();
  const hospitals = useLive((s) => s.hospitals);
  const mayDispatch = useMay('dispatch');
  const pending = usePending(`destination:${a.assignmentId}`);
  const chosen = a.hospitalId ? hospitals[a.hospitalId] : undefined;
  const describe = (h: HospitalView) =>
    [
      h.name,
      bedsText(t, h, now),
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
