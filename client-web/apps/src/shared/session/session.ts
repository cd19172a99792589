import { create } from 'zustand';
import { api } from '../transport/api';
import { onSignedOut } from '../transport/http';
import { Problem } from '../transport/problem';
import type { SessionView } from '../transport/wire';

interface SessionState {
  /** `asking` until the server has said whether we are signed in. */
  readonly phase: 'asking' | 'out' | 'in';
  readonly user: string;
  readonly roles: readonly string[];
  /** The hospital or health centre that this account speaks for. */
  readonly hospitalId: string | undefined;
}

export const useSession = create<SessionState>()(() => ({ phase: 'asking', user: '', roles: [], hospitalId: undefined }));

/** What a role may do; the server decides again and has the last word. */
const permissions = {
  dispatch: ['dispatcher', 'supervisor'],
  note: ['dispatcher', 'physician', 'supervisor'],
  report: ['dispatcher', 'supervisor'],
  guide: ['physician', 'dispatcher', 'supervisor'],
  order: ['physician'],
  channel: ['physician', 'dispatcher', 'hospital', 'supervisor', 'clinic'],
  hospitalDesk: ['hospital', 'supervisor'],
  clinic: ['clinic'],
} as const;

export type Permission = keyof typeof permissions;

const allows = (roles: readonly string[], permission: Permission) => permissions[permission].some((role) => roles.includes(role));

export const useMay = (permission: Permission): boolean => useSession((s) => allows(s.roles, permission));

export const may = (permission: Permission): boolean => allows(useSession.getState().roles, permission);

const out: SessionState = { phase: 'out', user: '', roles: [], hospitalId: undefined };

const signedIn = ({ user, roles, hospitalId }: SessionView): SessionState => ({
  phase: 'in',
  user,
  roles,
  hospitalId: hospitalId ?? undefined,
});

/** Wait before asking again when no server answers, milliseconds. */
const askAgainMs = 2_000;

/** Asks the server who we are, until it answers. */
export async function resumeSession(): Promise<void> {
  onSignedOut(() => useSession.setState(out));
  for (;;) {
    try {
      useSession.setState(signedIn(await api.session()));
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

/** Each role's own page, and who else works there. */
const desks = [
  { path: '/physician', roles: ['physician', 'supervisor'] },
  { path: '/hospital', roles: ['hospital', 'supervisor'] },
  { path: '/clinic', roles: ['clinic'] },
  { path: '/', roles: ['dispatcher', 'supervisor', 'admin'] },
] as const;

/** Where somebody who just signed in belongs; undefined when they are there already. */
export function homeOf(roles: readonly string[], path: string): string | undefined {
  const works = (desk: (typeof desks)[number]) => desk.roles.some((role) => roles.includes(role));
  const here = desks.find((desk) => desk.path !== '/' && path.startsWith(desk.path)) ?? desks[desks.length - 1];
  return here && works(here) ? undefined : desks.find(works)?.path;
}

export async function signIn(name: string, password: string): Promise<void> {
  const session = await api.signIn(name, password);
  const home = homeOf(session.roles, window.location.pathname);
  if (home) return window.location.assign(home);
  useSession.setState(signedIn(session));
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
