import { useState } from 'react';
import { Alarms } from '../shared/care/Alarms';
import { CallBar } from '../shared/care/CallBar';
import { Channels } from '../shared/care/Channels';
import { etaFor, liveAlarms, vehicleOf } from '../shared/care/careModel';
import { LiveEcgPane, RecordedEcgs } from '../shared/care/EcgPane';
import { Guidance } from '../shared/care/Guidance';
import { Handover } from '../shared/care/Handover';
import { LinkLine } from '../shared/care/LinkLine';
import { Orders } from '../shared/care/Orders';
import { Patient, Scores, usePersonWords } from '../shared/care/Patient';
import { People } from '../shared/care/People';
import { useBedside, useCareOf, usePatients, useVitals } from '../shared/care/useCare';
import { useT } from '../shared/i18n';
import { useMay } from '../shared/session/session';
import { formatDuration } from '../shared/time/duration';
import { useFactsNow } from '../shared/time/now';
import type { CarePatient } from '../shared/transport/careWire';
import { useLive } from '../shared/transport/live';
import type { CaseView } from '../shared/transport/wire';
import { PriorityMark } from '../shared/ui/PriorityMark';
import { Segmented } from '../shared/ui/Segmented';
import { Timeline } from '../shared/ui/Timeline';
import { Trends } from '../shared/vitals/Trends';
import { VitalsTiles } from '../shared/vitals/VitalsTiles';
import { selectPatient, showEcg, showTab, tabs, useSelection } from './selection';

function Where({ case: c, patient }: { case: CaseView; patient: CarePatient | undefined }) {
  const t = useT();
  const now = useFactsNow();
  const units = useLive((s) => s.units);
  const hospitals = useLive((s) => s.hospitals);
  const a = vehicleOf(c, patient);
  const eta = etaFor(a, units, now);
  if (!a) return <span className="faint">{t('queue.noUnit')}</span>;
  const hospital = a.hospitalId ? hospitals[a.hospitalId]?.name : undefined;
  return (
    <span className="where" data-testid="where">
      <b>{a.ambulanceId}</b> {t(`milestone.${a.milestone}`)} {hospital && `→ ${hospital}`}{' '}
      {eta !== undefined && (
        <b className="number eta">{eta >= 0 ? formatDuration(eta) : t('assign.etaPast', { late: formatDuration(eta) })}</b>
      )}
    </span>
  );
}

function Head({ case: c, patients, patient }: { case: CaseView; patients: CarePatient[]; patient: CarePatient | undefined }) {
  const t = useT();
  const person = usePersonWords();
  const [handover, setHandover] = useState(false);
  const a = vehicleOf(c, patient);
  return (
    <header className="patient-head">
      <div className="line">
        <button type="button" className="btn small back" onClick={() => selectPatient(undefined)} data-testid="back">
          {t('physician.back')}
        </button>
        <PriorityMark priority={c.priority} />
        <h2>{c.complaint}</h2>
        <span className="dim">{patient && person(patient.facts)}</span>
        <span className="faint number" data-testid="case-number">
          {c.number}
        </span>
        <span className="spring" />
        {patient && (
          <button type="button" className="btn small" onClick={() => setHandover(true)} data-testid="handover-open">
            {t('handover.open')}
          </button>
        )}
      </div>
      <div className="line">
        <Where case={c} patient={patient} />
        <LinkLine caseId={c.caseId} ambulanceId={a?.ambulanceId} />
        <span className="spring" />
        <People caseId={c.caseId} />
      </div>
      {patients.length > 1 && (
        <Segmented
          label={t('patient.title')}
          value={patient?.patientId}
          options={patients.map((p) => ({ value: p.patientId, content: t('patient.number', { id: p.patientId }) }))}
          onChange={(patientId) => selectPatient(c.caseId, patientId)}
        />
      )}
      {handover && patient && <Handover caseId={c.caseId} patientId={patient.patientId} onClose={() => setHandover(false)} />}
    </header>
  );
}

function Vitals({ case: c, patient }: { case: CaseView; patient: CarePatient }) {
  const t = useT();
  const care = useCareOf(c.caseId);
  const { values, history } = useVitals(c.caseId, patient.patientId);
  const alarms = liveAlarms(care).filter((alarm) => alarm.patientId === patient.patientId);
  const may = useMay('guide');
  return (
    <>
      <section className="care-section" aria-label={t('vital.title')}>
        <VitalsTiles values={values} history={history} />
        <Scores scores={patient.scores} />
      </section>
      {alarms.length > 0 && (
        <section className="care-section">
          <Alarms caseId={c.caseId} alarms={alarms} mayAck={may} />
        </section>
      )}
    </>
  );
}

/** One patient: what is measured in the middle, what is said and ordered at the right; on a phone one part at a time. */
export function PatientView({ case: c }: { case: CaseView }) {
  const t = useT();
  const care = useCareOf(c.caseId);
  const patients = usePatients(c.caseId);
  const chosen = useSelection((s) => s.patientId);
  const ecgId = useSelection((s) => s.ecgId);
  const tab = useSelection((s) => s.tab);
  useBedside(c.caseId);
  const patient = patients.find((p) => p.patientId === chosen) ?? patients[0];
  const ambulanceId = vehicleOf(c, patient)?.ambulanceId;
  const ids = { caseId: c.caseId, patientId: patient?.patientId };
  return (
    <div className={`patient-view tab-${tab}`} data-testid="patient-view">
      <Head case={c} patients={patients} patient={patient} />
      <nav className="tabs-bar" aria-label={t('physician.parts')}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            className="btn bare"
            aria-current={each === tab ? 'true' : undefined}
            onClick={() => showTab(each)}
            data-testid={`tab-${each}`}
          >
            {t(`physician.tab.${each}`)}
          </button>
        ))}
      </nav>
      <div className="columns">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls must be reached by keyboard. */}
        <section className="measured" tabIndex={0} aria-label={t('physician.measured')}>
          {!patient && <p className="none dim">{t('physician.noPatient')}</p>}
          {patient && (
            <>
              <div className="part part-vitals">
                <Vitals case={c} patient={patient} />
              </div>
              <div className="part part-ecg">
                <LiveEcgPane key={patient.patientId} caseId={c.caseId} patientId={patient.patientId} ambulanceId={ambulanceId} />
                <RecordedEcgs caseId={c.caseId} patientId={patient.patientId} chosen={ecgId} onChoose={showEcg} />
              </div>
              <div className="part part-vitals">
                <Trends caseId={c.caseId} patientId={patient.patientId} alarms={care?.alarms ?? []} />
                <Patient caseId={c.caseId} patient={patient} />
              </div>
            </>
          )}
          <div className="part part-vitals">
            <Timeline caseId={c.caseId} version={c.version + (care?.version ?? 0)} />
          </div>
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls must be reached by keyboard. */}
        <section className="said" tabIndex={0} aria-label={t('physician.said')}>
          <div className="part part-guidance">
            <div className="care-section">
              <CallBar caseId={c.caseId} />
            </div>
          </div>
          <div className="part part-channels">
            <Channels {...ids} />
          </div>
          <div className="part part-orders">
            <Orders {...ids} />
          </div>
          <div className="part part-guidance">
            <Guidance {...ids} onMark={(mark) => showEcg(mark.ecgId)} />
          </div>
        </section>
      </div>
    </div>
  );
}
