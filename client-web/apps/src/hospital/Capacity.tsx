import { type FormEvent, useState } from 'react';
import { useT } from '../shared/i18n';
import { useFormat } from '../shared/i18n/format';
import { centreText } from '../shared/model/words';
import { useMay } from '../shared/session/session';
import { capacityAge } from '../shared/time/age';
import { secondsSince } from '../shared/time/duration';
import { useNow } from '../shared/time/now';
import { careApi } from '../shared/transport/careApi';
import { settle } from '../shared/transport/live';
import { perform, usePending } from '../shared/transport/perform';
import type { HospitalView } from '../shared/transport/wire';
import { Aged } from '../shared/ui/Aged';
import { ageText } from '../shared/ui/ageText';
import { Field } from '../shared/ui/Field';
import { GoodMark, WarningMark } from '../shared/ui/icons';
import { ReasonForm } from '../shared/ui/ReasonForm';
import { note } from '../shared/ui/toasts';

/** The most free beds that can be told. */
const mostBeds = 10_000;

function Beds({ hospital }: { hospital: HospitalView }) {
  const t = useT();
  const now = useNow();
  const may = useMay('hospitalDesk');
  const [text, setText] = useState('');
  const [bad, setBad] = useState(false);
  const key = `beds:${hospital.hospitalId}`;
  const pending = usePending(key);
  const age = secondsSince(hospital.capacityAt, now);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const beds = Number(text.trim());
    const wrong = text.trim() === '' || !Number.isInteger(beds) || beds < 0 || beds > mostBeds;
    setBad(wrong);
    if (wrong) return;
    const changed = await perform(key, () => careApi.setCapacity(hospital.hospitalId, beds));
    if (!changed) return;
    settle({ hospital: changed });
    setText('');
    note(t('hospital.bedsDone', { n: beds }));
  };
  return (
    <section className="care-section">
      <header>
        <h3>{t('hospital.beds')}</h3>
      </header>
      <p className="beds">
        <Aged ageSeconds={hospital.capacity == null ? undefined : age} limits={capacityAge}>
          <b className="number" data-testid="beds">
            {hospital.capacity ?? t('common.unknown')}
          </b>
        </Aged>{' '}
        {age !== undefined && <span className="dim">{t('hospital.bedsAsOf', { age: ageText(t, age) })}</span>}
      </p>
      {may && (
        <form className="beds-form" onSubmit={save}>
          <Field label={t('hospital.bedsSave')} error={bad ? t('hospital.bedsBad', { most: mostBeds }) : undefined}>
            {(control) => (
              <input
                {...control}
                className="input"
                inputMode="numeric"
                value={text}
                onChange={(event) => setText(event.target.value)}
                data-testid="beds-input"
              />
            )}
          </Field>
          <button type="submit" className="btn" disabled={pending} data-testid="beds-save">
            {t('common.confirm')}
          </button>
        </form>
      )}
    </section>
  );
}

function Diversion({ hospital }: { hospital: HospitalView }) {
  const t = useT();
  const format = useFormat();
  const may = useMay('hospitalDesk');
  const [asking, setAsking] = useState(false);
  const key = `diversion:${hospital.hospitalId}`;
  const pending = usePending(key);
  const set = async (reason: string | undefined) => {
    setAsking(false);
    const changed = await perform(key, () => careApi.setDiversion(hospital.hospitalId, reason));
    if (!changed) return;
    settle({ hospital: changed });
    note(t('hospital.diversionDone'));
  };
  const { diversion } = hospital;
  return (
    <section className="care-section">
      <p data-testid="diversion" data-diverted={Boolean(diversion)}>
        {diversion ? (
          <b className="mean-warning">
            <WarningMark /> {t('hospital.diverted', { reason: diversion.reason })}
          </b>
        ) : (
          <b className="mean-good">
            <GoodMark /> {t('hospital.open')}
          </b>
        )}
      </p>
      {diversion && (
        <p className="dim">
          {t('hospital.divertedSince', { time: format.dateTime(diversion.since) })} {diversion.actor}{' '}
          {diversion.until && t('hospital.divertedUntil', { time: format.dateTime(diversion.until) })}
        </p>
      )}
      {may && !asking && (
        <button
          type="button"
          className={`btn ${diversion ? '' : 'danger'}`}
          disabled={pending}
          onClick={() => (diversion ? void set(undefined) : setAsking(true))}
          data-testid="diversion-toggle"
        >
          {diversion ? t('hospital.divertEnd') : t('hospital.divert')}
        </button>
      )}
      {asking && (
        <ReasonForm
          label={t('hospital.divertReason')}
          submit={t('hospital.divert')}
          danger
          presets={[t('hospital.reasonResus'), t('hospital.reasonCt'), t('hospital.reasonCath')]}
          onCancel={() => setAsking(false)}
          onSubmit={(reason) => void set(reason)}
        />
      )}
    </section>
  );
}

/** The house itself: centres, free beds with their age, and whether it takes patients. */
export function Capacity({ hospital }: { hospital: HospitalView }) {
  const t = useT();
  return (
    <>
      <h2 className="pane-title">{t('hospital.capacity')}</h2>
      <section className="care-section">
        <b>{hospital.name}</b>
        <p className="centres">
          {hospital.centres.map((centre) => (
            <span key={centre} className="tag">
              {centreText(t, centre)}
            </span>
          ))}
        </p>
      </section>
      <Diversion hospital={hospital} />
      <Beds hospital={hospital} />
    </>
  );
}
