import { useState } from 'react';
import { Alarms } from '../../shared/care/Alarms';
import { Channels } from '../../shared/care/Channels';
import { isEscalated, isOpenOrder, liveAlarms, openChannels, unseenAlarms, vehicleOf } from '../../shared/care/careModel';
import { LiveEcgPane, RecordedEcgs } from '../../shared/care/EcgPane';
import { Guidance } from '../../shared/care/Guidance';
import { LinkLine } from '../../shared/care/LinkLine';
import { Orders } from '../../shared/care/Orders';
import { Patient, Scores } from '../../shared/care/Patient';
import { People } from '../../shared/care/People';
import { useBedside, useCareOf, usePatients, useVitals } from '../../shared/care/useCare';
import { useT } from '../../shared/i18n';
import { useMay } from '../../shared/session/session';
import type { CarePatient } from '../../shared/transport/careWire';
import type { CaseView } from '../../shared/transport/wire';
import { DangerMark } from '../../shared/ui/icons';
import { Segmented } from '../../shared/ui/Segmented';
import { Trends } from '../../shared/vitals/Trends';
import { VitalsTiles } from '../../shared/vitals/VitalsTiles';
import { type CaseTab, caseTabs, showCaseTab, useDesk } from '../state/desk';
import './CaseCare.css';

/** How much of each part there is, and whether somebody must look. */
function useTabCounts(caseId: string): Readonly<Record<CaseTab, { count: number; urgent: boolean }>> {
  const care = useCareOf(caseId);
  const open = (care?.orders ?? []).filter(isOpenOrder);
  return {
    overview: { count: 0, urgent: false },
    vitals: { count: unseenAlarms(care).length, urgent: unseenAlarms(care).some((a) => a.level === 'danger') },
    guidance: { count: open.length, urgent: open.some(isEscalated) },
    channels: { count: openChannels(care).length, urgent: false },
  };
}

/** The parts of the selected case: what the dispatcher does, and what goes on at the patient. */
export function CaseTabs({ caseId }: { caseId: string }) {
  const t = useT();
  const tab = useDesk((s) => s.caseTab);
  const counts = useTabCounts(caseId);
  return (
    <nav className="case-tabs" aria-label={t('caseTab.label')}>
      {caseTabs.map((each) => (
        <button
          key={each}
          type="button"
          className="btn bare small"
          aria-current={each === tab ? 'true' : undefined}
          onClick={() => showCaseTab(each)}
          data-testid={`case-tab-${each}`}
        >
          {counts[each].urgent && (
            <span className="mean-danger">
              <DangerMark size={14} />
            </span>
          )}
          {t(`caseTab.${each}`)} {counts[each].count > 0 && <span className="number">{counts[each].count}</span>}
        </button>
      ))}
    </nav>
  );
}

function Bedside({ case: c, patient }: { case: CaseView; patient: CarePatient }) {
  const t = useT();
  const care = useCareOf(c.caseId);
  const may = useMay('guide');
  const { values, history } = useVitals(c.caseId, patient.patientId);
  const [ecgId, setEcg] = useState<string>();
  const ambulanceId = vehicleOf(c, patient)?.ambulanceId;
  const alarms = liveAlarms(care).filter((a) => a.patientId === patient.patientId);
  return (
    <>
      <section aria-label={t('vital.title')}>
        <VitalsTiles values={values} history={history} />
        <Scores scores={patient.scores} />
        <Alarms caseId={c.caseId} alarms={alarms} mayAck={may} />
        <LinkLine caseId={c.caseId} ambulanceId={ambulanceId} />
      </section>
      <Trends caseId={c.caseId} patientId={patient.patientId} alarms={care?.alarms ?? []} />
      <RecordedEcgs caseId={c.caseId} patientId={patient.patientId} chosen={ecgId} onChoose={setEcg} />
      <LiveEcgPane caseId={c.caseId} patientId={patient.patientId} ambulanceId={ambulanceId} />
      <Patient caseId={c.caseId} patient={patient} />
    </>
  );
}

/** What is measured, said, ordered and opened for the patients of a case. */
export function CaseCare({ case: c, tab }: { case: CaseView; tab: Exclude<CaseTab, 'overview'> }) {
  const t = useT();
  const patients = usePatients(c.caseId);
  const [chosen, setChosen] = useState<string>();
  useBedside(c.caseId);
  const patient = patients.find((p) => p.patientId === chosen) ?? patients[0];
  const ids = { caseId: c.caseId, patientId: patient?.patientId };
  return (
    <div className="case-body case-care">
      {patients.length > 1 && (
        <Segmented
          label={t('patient.title')}
          value={patient?.patientId}
          options={patients.map((p) => ({ value: p.patientId, content: t('patient.number', { id: p.patientId }) }))}
          onChange={setChosen}
        />
      )}
      {tab === 'vitals' &&
        (patient ? (
          <Bedside key={patient.patientId} case={c} patient={patient} />
        ) : (
          <p className="dim none">{t('physician.noPatient')}</p>
        ))}
      {tab === 'guidance' && (
        <>
          <section>
            <People caseId={c.caseId} />
          </section>
          <Orders {...ids} />
          <Guidance {...ids} />
        </>
      )}
      {tab === 'channels' && <Channels {...ids} />}
    </div>
  );
}
