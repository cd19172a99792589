import { useEffect } from 'react';
import { useT } from '../shared/i18n';
import { startLive } from '../shared/transport/live';
import { Toasts } from '../shared/ui/Toasts';
import { Console } from './Console';
import { SignIn } from './SignIn';
import { sendHeldOnLeave } from './state/held';
import { checkSession, resumeSession, useSession } from './state/session';

/** Signed out: the sign-in. Signed in: the console, connected. */
export function App() {
  const t = useT();
  const phase = useSession((s) => s.phase);

  useEffect(() => {
    void resumeSession();
    return sendHeldOnLeave();
  }, []);

  useEffect(() => {
    if (phase === 'in') return startLive(() => void checkSession());
  }, [phase]);

  useEffect(() => {
    document.title = t('app.title');
  }, [t]);

  return (
    <>
      {phase === 'in' ? <Console /> : <SignIn asking={phase === 'asking'} />}
      <Toasts />
    </>
  );
}
