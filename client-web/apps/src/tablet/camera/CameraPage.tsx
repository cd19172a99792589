import { useEffect } from 'react';
import { useCallState } from '../../shared/call/CallPanel';
import { useT } from '../../shared/i18n';
import { PinPage } from '../parts/PinPage';
import { useCall } from '../state/call';
import { runLive, useTablet } from '../state/live';
import { currentAssignment } from '../state/model';
import './CameraPage.css';

/** How often the page asks anew who is there, so that it comes back by itself after a broken link, milliseconds. */
const announceMs = 10_000;

/** The cabin's camera: it joins the call of the case by itself, and shows nothing but how it is. */
export function CameraPage() {
  const t = useT();
  useEffect(runLive, []);
  useEffect(() => {
    document.title = t('tablet.camera');
  }, [t]);
  const { state, alive, needsPin } = useTablet();
  const assignment = state && currentAssignment(state);
  const running = assignment?.standing === 'active' ? assignment.order.caseId : undefined;
  const call = useCall(running, state?.ambulanceId, 'tablet.cameraName');
  const now = useCallState(call);
  useEffect(() => {
    if (!call) return;
    void call.start();
    const timer = setInterval(() => {
      if (call.current.peers.length === 0) call.announce();
    }, announceMs);
    return () => clearInterval(timer);
  }, [call]);
  if (needsPin) return <PinPage />;
  const watching = now?.peers.filter((peer) => peer.connection === 'connected').length ?? 0;
  const text = !alive
    ? t('tablet.starting')
    : !running
      ? t('tablet.camera.waiting')
      : now?.phase !== 'in'
        ? t('tablet.camera.starting')
        : !now.cameraOn
          ? t('tablet.camera.noCamera')
          : watching > 0
            ? t('tablet.camera.in', { n: watching })
            : t('tablet.camera.alone');
  return (
    <main className="camera-page" data-testid="camera-state" data-phase={now?.phase ?? 'none'} data-watching={watching}>
      <h1>{state ? t('tablet.cameraName', { vehicle: state.ambulanceId }) : t('tablet.camera')}</h1>
      <p role="status">{text}</p>
    </main>
  );
}
