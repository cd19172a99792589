import { type ReactNode, useEffect } from 'react';
import { useT } from '../i18n';
import { SignIn } from '../session/SignIn';
import { checkSession, resumeSession, useSession } from '../session/session';
import { startLive } from '../transport/live';
import { Toasts } from '../ui/Toasts';

/** Signed out: the sign-in. Signed in: the app, connected. */
export function Entry({
  titled,
  children,
}: {
  titled: 'app.title' | 'physician.title' | 'hospital.title' | 'clinic.title';
  children: ReactNode;
}) {
  const t = useT();
  const phase = useSession((s) => s.phase);

  useEffect(() => {
    void resumeSession();
  }, []);

  useEffect(() => {
    if (phase === 'in') return startLive(() => void checkSession());
  }, [phase]);

  const name = t(titled);
  useEffect(() => {
    document.title = name;
  }, [name]);

  return (
    <>
      {phase === 'in' ? children : <SignIn asking={phase === 'asking'} />}
      <Toasts />
    </>
  );
}
