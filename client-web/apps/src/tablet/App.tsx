import { useEffect, useState } from 'react';
import { useT } from '../shared/i18n';
import { Boundary } from '../shared/ui/Boundary';
import { Toasts } from '../shared/ui/Toasts';
import { AssignmentCard } from './parts/AssignmentCard';
import { Attention } from './parts/Attention';
import { CallTab } from './parts/CallTab';
import { ChannelsTab } from './parts/ChannelsTab';
import { EcgTab } from './parts/EcgTab';
import { LinkBanner } from './parts/LinkBanner';
import { Milestones } from './parts/Milestones';
import { OrdersTab } from './parts/OrdersTab';
import { PatientTab } from './parts/PatientTab';
import { PinPage } from './parts/PinPage';
import { type TabName, Tabs } from './parts/Tabs';
import { TopBar } from './parts/TopBar';
import { Vitals } from './parts/Vitals';
import { useCall } from './state/call';
import { runLive, useTablet } from './state/live';
import { careOf, currentAssignment } from './state/model';
import './parts/Lists.css';

/** The whole tablet: what to do on the left, the patient on the right, and across it whatever asks for an answer. */
export function App() {
  const t = useT();
  useEffect(runLive, []);
  useEffect(() => {
    document.title = t('tablet.title');
  }, [t]);
  const { state, alive, needsPin } = useTablet();
  const [tab, setTab] = useState<TabName>('patient');
  const assignment = state && currentAssignment(state);
  const call = useCall(assignment?.order.caseId, state?.ambulanceId, 'tablet.crewName');
  if (needsPin) return <PinPage />;
  if (!state) return <p className="tablet-alone">{t('tablet.starting')}</p>;
  const care = careOf(state, assignment);
  return (
    <div className={`tablet-page ${alive ? '' : 'dead'}`}>
      <TopBar state={state} />
      <LinkBanner state={state} alive={alive} />
      <Attention state={state} assignment={assignment} care={care} onShow={setTab} />
      <main>
        <section className="doing">
          {assignment ? (
            <>
              <AssignmentCard assignment={assignment} others={state.assignments.length - 1} />
              <Milestones key={assignment.order.assignmentId} assignment={assignment} />
            </>
          ) : (
            <p className="tablet-alone" data-testid="no-assignment">
              {t('tablet.none')}
            </p>
          )}
        </section>
        <section className="patient">
          <Vitals state={state} care={care} />
          <Tabs state={state} care={care} chosen={tab} onChoose={setTab} />
          <div className="tab-body" role="tabpanel">
            <Boundary key={tab}>
              {tab === 'patient' && assignment && <PatientTab order={assignment.order} care={care} />}
              {tab === 'ecg' && <EcgTab state={state} care={care} />}
              {tab === 'orders' && assignment && <OrdersTab state={state} order={assignment.order} care={care} />}
              {tab === 'channels' && assignment && <ChannelsTab state={state} order={assignment.order} care={care} />}
              {tab === 'call' && <CallTab call={call} care={care} online={state.link.state === 'online'} />}
            </Boundary>
          </div>
        </section>
      </main>
      <Toasts />
    </div>
  );
}
