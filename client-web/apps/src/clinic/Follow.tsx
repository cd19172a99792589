import { useState } from 'react';
import { Channels } from '../shared/care/Channels';
import { etaFor, vehicleOf } from '../shared/care/careModel';
import { RecordedEcgs } from '../shared/care/EcgPane';
import { Guidance } from '../shared/care/Guidance';
import { Orders } from '../shared/care/Orders';
import { Patient, usePersonWords } from '../shared/care/Patient';
import { useBedside, useCareOf, usePatients } from '../shared/care/useCare';
import { useT } from '../shared/i18n';
import { useFormat } from '../shared/i18n/format';
import { isOpen } from '../shared/model/caseModel';
import { formatDuration } from '../shared/time/duration';
import { useFactsNow } from '../shared/time/now';
import { useLive } from '../shared/transport/live';
import type { CaseView } from '../shared/transport/wire';
import { DangerMark, InfoMark, WarningMark } from '../shared/ui/icons';
import { PriorityMark } from '../shared/ui/PriorityMark';

/** Where the ambulance is, in one large line. */
function Ambulance({ case: c }: { case: CaseView }) {
  const t = useT();
  const now = useFactsNow();
  const units = useLive((s) => s.units);
  const a = vehicleOf(c, undefined);
  const eta = etaFor(a, units, now);
  if (!a)
    return (
      <p className="large mean-warning" data-testid="clinic-ambulance">
        <WarningMark /> {t('clinic.noAmbulance')}
      </p>
    );
  const names = { unit: a.ambulanceId, milestone: t(`milestone.${a.milestone}`) };
  return (
    <p className="large" data-testid="clinic-ambulance">
      {eta !== undefined && eta > 0 ? t('clinic.onWay', { ...names, time: formatDuration(eta) }) : t('clinic.there', names)}
    </p>
  );
}

/** What the physician said of the ECG, in one large line. */
function Answer({ caseId }: { caseId: string }) {
  const t = useT();
  const format = useFormat();
  const ecgs = useCareOf(caseId)?.ecgs.filter((e) => e.kind === 'ecg-12-lead') ?? [];
  const ecg = [...ecgs].reverse().find((e) => e.reading) ?? ecgs[0];
  if (!ecg) return <p className="large faint">{t('clinic.noEcg')}</p>;
  const { reading } = ecg;
  if (!reading)
    return (
      <p className="large mean-info" data-testid="clinic-reading" data-read={false}>
        <InfoMark /> {t('clinic.noReading')}
      </p>
    );
  return (
    <p className={`large ${reading.statement === 'stemi' ? 'mean-danger' : ''}`} data-testid="clinic-reading" data-read>
      {reading.statement === 'stemi' && <DangerMark />} <b>{t(`ecg.statement.${reading.statement}`)}</b> {reading.text}{' '}
      <span className="dim">{t('ecg.readBy', { user: reading.by, time: format.time(reading.at) })}</span>
    </p>
  );
}

/** How a case that was opened here goes: the reading, the ambulance, what to do meanwhile. */
export function Follow({ caseId }: { caseId: string }) {
  const t = useT();
  const person = usePersonWords();
  const c = useLive((s) => s.cases[caseId]);
  const patients = usePatients(caseId);
  const [ecgId, setEcg] = useState<string>();
  useBedside(caseId);
  const patient = patients[0];
  if (!c) return <p className="dim">{t('common.loading')}</p>;
  return (
    <div className="follow" data-testid="clinic-follow">
      <header className="patient-head">
        <div className="line">
          <PriorityMark priority={c.priority} />
          <h1>{c.complaint}</h1>
          <span className="dim">{patient && person(patient.facts)}</span>
          <span className="faint number">{c.number}</span>
        </div>
        {!isOpen(c) && <p className="mean-info">{t('clinic.ended')}</p>}
        <h2 className="dim">{t('clinic.reading')}</h2>
        <Answer caseId={caseId} />
        <h2 className="dim">{t('clinic.ambulance')}</h2>
        <Ambulance case={c} />
        <p className="mean-warning">
          <WarningMark size={14} /> {t('clinic.call')}
        </p>
      </header>
      <Guidance caseId={caseId} patientId={patient?.patientId} />
      <Orders caseId={caseId} patientId={patient?.patientId} />
      <Channels caseId={caseId} patientId={patient?.patientId} />
      {patient && <RecordedEcgs caseId={caseId} patientId={patient.patientId} chosen={ecgId} onChoose={setEcg} />}
      {patient && <Patient caseId={caseId} patient={patient} />}
    </div>
  );
}
