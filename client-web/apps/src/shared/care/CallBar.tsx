import { useEffect, useState } from 'react';
import { CallPanel } from '../call/CallPanel';
import { useT } from '../i18n';
import { useMay } from '../session/session';
import { onSignal } from '../transport/careLive';
import { useLive } from '../transport/live';
import { beep } from '../ui/beep';
import { InfoMark } from '../ui/icons';
import { usePreferences } from '../ui/preferences';
import { endCall, startCall, useCaseCall } from './caseCall';
import './CallBar.css';

/** How long a call that nobody answers is shown, milliseconds. */
const ringMs = 45_000;

/** Who is calling on this case; undefined when nobody is, or we are in the call. */
function useRinging(caseId: string, inCall: boolean): string | undefined {
  const [caller, setCaller] = useState<string>();
  useEffect(() => {
    if (inCall) {
      setCaller(undefined);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onSignal(
      caseId,
      (signal) => {
        if (signal.kind === 'leave') return setCaller(undefined);
        if (signal.kind !== 'join' || signal.to) return;
        const { name } = JSON.parse(signal.payload) as { name?: string };
        setCaller(name ?? signal.from);
        if (!usePreferences.getState().muted) beep('info');
        clearTimeout(timer);
        timer = setTimeout(() => setCaller(undefined), ringMs);
      },
      () => undefined,
    );
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [caseId, inCall]);
  return caller;
}

/** Video and voice with the crew and the others on the case. */
export function CallBar({ caseId }: { caseId: string }) {
  const t = useT();
  const may = useMay('guide');
  const call = useCaseCall((s) => s.call);
  const number = useLive((s) => (call ? s.cases[call.caseId]?.number : undefined));
  const here = call?.caseId === caseId;
  const caller = useRinging(caseId, here);
  const able = typeof RTCPeerConnection !== 'undefined' && Boolean(navigator.mediaDevices);
  if (!may) return null;
  return (
    <div className="call-bar">
      {caller && (
        <p className="ringing mean-info" role="alert" data-testid="call-ringing">
          <InfoMark /> {t('call.ringing', { name: caller })}{' '}
          <button
            type="button"
            className="btn small primary"
            onClick={() => void startCall(caseId, true)}
            data-testid="call-answer"
          >
            {t('call.answer')}
          </button>
        </p>
      )}
      {!here && (
        <span className="buttons">
          <button
            type="button"
            className="btn small"
            disabled={!able}
            title={able ? undefined : t('call.unavailable')}
            onClick={() => void startCall(caseId, true)}
            data-testid="call-video"
          >
            {t('call.start')}
          </button>
          <button
            type="button"
            className="btn small"
            disabled={!able}
            title={able ? undefined : t('call.unavailable')}
            onClick={() => void startCall(caseId, false)}
            data-testid="call-voice"
          >
            {t('call.startVoice')}
          </button>
        </span>
      )}
      {call && !here && <p className="dim">{t('call.elsewhere', { number: number ?? '' })}</p>}
      {call && <CallPanel session={call.session} onEnd={endCall} />}
    </div>
  );
}
