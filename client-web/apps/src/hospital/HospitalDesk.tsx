import { useMemo, useState } from 'react';
import { CareBanner } from '../shared/care/CareBanner';
import { type Urgent, useUrgentSound } from '../shared/care/useUrgent';
import { useT } from '../shared/i18n';
import { useSession } from '../shared/session/session';
import { useFactsNow } from '../shared/time/now';
import { DeskBar } from '../shared/top/BarParts';
import { ConnectionBanner } from '../shared/top/ConnectionBanner';
import { useLive } from '../shared/transport/live';
import type { HospitalView } from '../shared/transport/wire';
import { Boundary } from '../shared/ui/Boundary';
import { WarningMark } from '../shared/ui/icons';
import { ArrivalCard } from './ArrivalCard';
import { ArrivalView } from './ArrivalView';
import { arrivalsOf } from './arrivals';
import { Capacity } from './Capacity';
import '../shared/care/desk.css';
import './HospitalDesk.css';

/** A notice that nobody has acknowledged sounds again after this, milliseconds. */
const soundAgainMs = 10_000;

/** The hospital that this page speaks for: the account's own, or one that a supervisor chooses. */
function useOwnHospital(): { hospital: HospitalView | undefined; choose: ((id: string) => void) | undefined } {
  const own = useSession((s) => s.hospitalId);
  const [chosen, setChosen] = useState<string>();
  const id = own ?? chosen;
  const hospital = useLive((s) => (id ? s.hospitals[id] : undefined));
  return { hospital, choose: own ? undefined : setChosen };
}

function Choose({ value, onChoose }: { value: string | undefined; onChoose: (id: string) => void }) {
  const t = useT();
  const hospitals = useLive((s) => s.hospitals);
  return (
    <select
      className="input hospital-choice"
      aria-label={t('hospital.choose')}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value)}
      data-testid="hospital-choice"
    >
      <option value="">{t('order.choose')}</option>
      {Object.values(hospitals).map((h) => (
        <option key={h.hospitalId} value={h.hospitalId}>
          {h.name}
        </option>
      ))}
    </select>
  );
}

function Desk({ hospital }: { hospital: HospitalView }) {
  const t = useT();
  const now = useFactsNow();
  const cases = useLive((s) => s.cases);
  const care = useLive((s) => s.care);
  const units = useLive((s) => s.units);
  const arrivals = useMemo(() => arrivalsOf(hospital, { cases, care, units }, now), [hospital, cases, care, units, now]);
  const [picked, setPicked] = useState<string>();
  const selected = arrivals.find((a) => a.key === picked) ?? arrivals[0];
  const unseen = hospital.inbound.filter((i) => !i.acknowledgedAt);
  const urgent = useMemo(
    () => hospital.inbound.filter((i) => !i.acknowledgedAt).map((i): Urgent => ({ key: i.assignmentId, level: 'warning' })),
    [hospital],
  );
  useUrgentSound(urgent, soundAgainMs);
  return (
    <main>
      <section className="arrivals" aria-label={t('hospital.arrivals')}>
        <h1 className="pane-title">
          {t('hospital.arrivals')} <span className="number dim">{arrivals.length}</span>
        </h1>
        {unseen.length > 0 && (
          <p className="unseen mean-warning" role="alert" data-testid="notices-unseen">
            <WarningMark /> {t('hospital.unseen', { n: unseen.length })}
          </p>
        )}
        {arrivals.length === 0 && <p className="none dim">{t('hospital.noArrivals')}</p>}
        <ul>
          {arrivals.map((arrival) => (
            <ArrivalCard
              key={arrival.key}
              arrival={arrival}
              hospitalId={hospital.hospitalId}
              selected={arrival === selected}
              onPick={() => setPicked(arrival.key)}
            />
          ))}
        </ul>
      </section>
      <section className="arrival" aria-label={t('care.bedside')}>
        <Boundary key={selected?.key}>
          {selected ? <ArrivalView key={selected.key} arrival={selected} /> : <p className="none dim">{t('hospital.pick')}</p>}
        </Boundary>
      </section>
      <section className="house" aria-label={t('hospital.capacity')}>
        <Boundary>
          <Capacity key={hospital.hospitalId} hospital={hospital} />
        </Boundary>
      </section>
    </main>
  );
}

/** One hospital's desk: who comes and when, what must be ready, and whether there is room. */
export function HospitalDesk() {
  const t = useT();
  const lost = useLive((s) => s.phase === 'lost');
  const { hospital, choose } = useOwnHospital();
  return (
    <div className={`hospital-desk ${lost ? 'frozen' : ''}`}>
      <DeskBar title={hospital?.name ?? t('hospital.title')}>
        {choose && <Choose value={hospital?.hospitalId} onChoose={choose} />}
      </DeskBar>
      <ConnectionBanner />
      <CareBanner />
      {hospital ? <Desk hospital={hospital} /> : <p className="none dim">{choose && t('hospital.noHospital')}</p>}
    </div>
  );
}
