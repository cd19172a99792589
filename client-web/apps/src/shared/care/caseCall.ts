import { create } from 'zustand';
import { CallSession } from '../call/callSession';
import { useSession } from '../session/session';
import { careApi } from '../transport/careApi';
import { onSignal, sendSignal } from '../transport/careLive';
import type { IceServer } from '../transport/careWire';

interface CaseCall {
  readonly caseId: string;
  readonly session: CallSession;
  readonly end: () => void;
}

/** The one call of this page. It goes on while another case is looked at. */
export const useCaseCall = create<{ readonly call: CaseCall | undefined }>()(() => ({ call: undefined }));

/** Servers that help to connect; without an answer peers still find each other where no wall stands between them. */
async function iceServers(): Promise<IceServer[]> {
  try {
    return await careApi.iceServers();
  } catch {
    return [];
  }
}

/** Begins a call on a case, or answers one; the call on another case ends. */
export async function startCall(caseId: string, withVideo: boolean): Promise<void> {
  const before = useCaseCall.getState().call;
  if (before?.caseId === caseId) return;
  endCall();
  const session = new CallSession({
    name: useSession.getState().user,
    send: (signal) => sendSignal({ caseId, ...signal }),
    iceServers: await iceServers(),
    best: withVideo ? 'video' : 'voice',
  });
  const stopListening = onSignal(
    caseId,
    (signal) => void session.receive(signal),
    () => session.announce(),
  );
  const onLeave = () => session.stop();
  window.addEventListener('pagehide', onLeave);
  const end = () => {
    session.stop();
    stopListening();
    window.removeEventListener('pagehide', onLeave);
  };
  useCaseCall.setState({ call: { caseId, session, end } });
  await session.start(withVideo);
}

export function endCall(): void {
  useCaseCall.getState().call?.end();
  useCaseCall.setState({ call: undefined });
}
