import { create } from 'zustand';
import { api } from '../../shared/transport/api';
import { onSignedOut } from '../../shared/transport/http';
import { Problem } from '../../shared/transport/problem';

interface SessionState {
  /** `asking` until the server has said whether we are signed in. */
  readonly phase: 'asking' | 'out' | 'in';
  readonly user: string;
  readonly roles: readonly string[];
}

export const useSession = create<SessionState>()(() => ({ phase: 'asking', user: '', roles: [] }));

/** What a role may do; the server decides again and has the last word. */
const permissions = {
  dispatch: ['dispatcher', 'supervisor'],
  note: ['dispatcher', 'physician', 'supervisor'],
  report: ['dispatcher', 'supervisor'],
} as const;

export type Permission = keyof typeof permissions;

const allows = (roles: readonly string[], permission: Permission) => permissions[permission].some((role) => roles.includes(role));

export const useMay = (permission: Permission): boolean => useSession((s) => allows(s.roles, permission));

export const may = (permission: Permission): boolean => allows(useSession.getState().roles, permission);

const out: SessionState = { phase: 'out', user: '', roles: [] };

/** Wait before asking again when no server answers, milliseconds. */
const askAgainMs = 2_000;

/** Asks the server who we are, until it answers. */
export async function resumeSession(): Promise<void> {
  onSignedOut(() => useSession.setState(out));
  for (;;) {
    try {
      const { user, roles } = await api.session();
      useSession.setState({ phase: 'in', user, roles });
      return;
    } catch (error) {
      const unreachable = error instanceof Problem && error.isPassing;
      if (!unreachable) {
        useSession.setState(out);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
  }
}

export async function signIn(name: string, password: string): Promise<void> {
  const { user, roles } = await api.signIn(name, password);
  useSession.setState({ phase: 'in', user, roles });
}

export async function signOut(): Promise<void> {
  try {
    await api.signOut();
  } finally {
    useSession.setState(out);
  }
}

/** The connection went down: perhaps because the session ended. */
export async function checkSession(): Promise<void> {
  try {
    await api.session();
  } catch (error) {
    if (error instanceof Problem && error.status === 401) useSession.setState(out);
  }
}
