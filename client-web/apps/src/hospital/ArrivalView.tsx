import { useState } from 'react';
import { Alarms } from '../shared/care/Alarms';
import { Channels } from '../shared/care/Channels';
import { liveAlarms } from '../shared/care/careModel';
import { LiveEcgPane, RecordedEcgs } from '../shared/care/EcgPane';
import { Guidance } from '../shared/care/Guidance';
import { Handover } from '../shared/care/Handover';
import { LinkLine } from '../shared/care/LinkLine';
import { Orders } from '../shared/care/Orders';
import { Patient, Scores, usePersonWords } from '../shared/care/Patient';
import { useBedside, useCareOf, usePatients, useVitals } from '../shared/care/useCare';
import { useT } from '../shared/i18n';
import type { CarePatient } from '../shared/transport/careWire';
import { PriorityMark } from '../shared/ui/PriorityMark';
import { VitalsTiles } from '../shared/vitals/VitalsTiles';
import type { Arrival } from './arrivals';

function Bedside({ arrival, patient }: { arrival: Arrival; patient: CarePatient }) {
  const t = useT();
  const { caseId } = arrival.case;
  const care = useCareOf(caseId);
  const { values, history } = useVitals(caseId, patient.patientId);
  const [ecgId, setEcg] = useState<string>();
  const alarms = liveAlarms(care).filter((a) => a.patientId === patient.patientId);
  return (
    <>
      <section className="care-section" aria-label={t('vital.title')}>
        <VitalsTiles values={values} history={history} />
        <Scores scores={patient.scores} />
        <Alarms caseId={caseId} alarms={alarms} mayAck={false} />
      </section>
      <RecordedEcgs caseId={caseId} patientId={patient.patientId} chosen={ecgId} onChoose={setEcg} />
      <LiveEcgPane caseId={caseId} patientId={patient.patientId} ambulanceId={arrival.assignment?.ambulanceId} />
      <Patient caseId={caseId} patient={patient} />
    </>
  );
}

/** A patient on the way as the hospital sees them: what must be ready, what is measured, what was done. */
export function ArrivalView({ arrival }: { arrival: Arrival }) {
  const t = useT();
  const person = usePersonWords();
  const [handover, setHandover] = useState(false);
  const { case: c, assignment } = arrival;
  const patients = usePatients(c.caseId);
  useBedside(c.caseId);
  const patient = patients.find((p) => assignment && p.assignmentId === assignment.assignmentId) ?? patients[0];
  return (
    <>
      <header className="patient-head">
        <div className="line">
          <PriorityMark priority={c.priority} />
          <h2>{c.complaint}</h2>
          <span className="dim">{patient && person(patient.facts)}</span>
          <span className="faint number">{c.number}</span>
          <LinkLine caseId={c.caseId} ambulanceId={assignment?.ambulanceId} />
          <span className="spring" />
          {patient && (
            <button type="button" className="btn small" onClick={() => setHandover(true)} data-testid="handover-open">
              {t('handover.open')}
            </button>
          )}
        </div>
      </header>
      {handover && patient && <Handover caseId={c.caseId} patientId={patient.patientId} onClose={() => setHandover(false)} />}
      <div className="columns">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls must be reached by keyboard. */}
        <section className="measured" tabIndex={0} aria-label={t('physician.measured')}>
          {patient && <Bedside arrival={arrival} patient={patient} />}
          {!patient && <p className="none dim">{t('physician.noPatient')}</p>}
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a column that scrolls must be reached by keyboard. */}
        <section className="said" tabIndex={0} aria-label={t('hospital.readiness')}>
          <Channels caseId={c.caseId} patientId={patient?.patientId} />
          <Orders caseId={c.caseId} patientId={patient?.patientId} />
          <Guidance caseId={c.caseId} patientId={patient?.patientId} />
        </section>
      </div>
    </>
  );
}
