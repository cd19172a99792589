import { useEffect, useState } from 'react';
import { CallSession } from '../../shared/call/callSession';
import { currentT } from '../../shared/i18n';
import type { CallSignal } from '../../shared/transport/careWire';
import { newKey } from '../../shared/transport/http';
import { iceServers, sendSignal } from './commands';
import { onSignal } from './live';

/** This page among the vehicle's pages. */
const pageId = newKey().slice(0, 8);

/** Whether a signal is for this page: addressed to it, or to everybody and not our own. */
export function isForPage(signal: Pick<CallSignal, 'from' | 'to'>, page: string): boolean {
  if (signal.from.endsWith(`:${page}`)) return false;
  return !signal.to || signal.to.endsWith(`:${page}`);
}

/** The call of a case, not yet joined. A new case is a new call; the one before is hung up. */
export function useCall(
  caseId: string | undefined,
  ambulanceId: string | undefined,
  name: 'tablet.crewName' | 'tablet.cameraName',
): CallSession | undefined {
  const [session, setSession] = useState<CallSession>();
  useEffect(() => {
    if (!caseId || !ambulanceId) return setSession(undefined);
    let made: CallSession | undefined;
    let gone = false;
    const begin = async () => {
      // Without servers a call still works within one network.
      const servers = await iceServers().catch(() => []);
      if (gone) return;
      made = new CallSession({
        name: currentT()(name, { vehicle: ambulanceId }),
        iceServers: servers,
        // What cannot be passed on now is lost, as on the way: the session asks anew.
        send: (signal) => void sendSignal({ ...signal, caseId, from: `vehicle:${ambulanceId}:${pageId}` }).catch(() => undefined),
      });
      setSession(made);
    };
    void begin();
    const stop = onSignal((signal) => {
      if (signal.caseId === caseId && isForPage(signal, pageId)) void made?.receive(signal);
    });
    return () => {
      gone = true;
      stop();
      made?.stop();
    };
  }, [caseId, ambulanceId, name]);
  return session;
}
