import { type FormEvent, useState } from 'react';
import { useT } from '../i18n';
import { LanguageToggle, ThemeToggle } from '../top/Toggles';
import { asProblem, type Problem } from '../transport/problem';
import { Field } from '../ui/Field';
import { DangerMark } from '../ui/icons';
import { problemText } from '../ui/toasts';
import { signIn } from './session';
import './SignIn.css';

/** Who are you; nothing else. */
export function SignIn({ asking }: { asking: boolean }) {
  const t = useT();
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem(undefined);
    try {
      await signIn(user.trim(), password);
    } catch (error) {
      setProblem(asProblem(error));
      setPending(false);
    }
  };

  const wrong = problem && (problem.status === 401 ? t('signin.wrong') : problemText(problem));
  return (
    <main className="signin">
      <form onSubmit={submit}>
        <header>
          <h1>{t('signin.title')}</h1>
          <LanguageToggle />
          <ThemeToggle />
        </header>
        <Field label={t('signin.user')}>
          {(control) => (
            <input
              {...control}
              className="input"
              name="user"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              // biome-ignore lint/a11y/noAutofocus: the page has nothing else to do.
              autoFocus
              required
              value={user}
              onChange={(event) => setUser(event.target.value)}
              data-testid="signin-user"
            />
          )}
        </Field>
        <Field label={t('signin.password')}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="password"
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              data-testid="signin-password"
            />
          )}
        </Field>
        {wrong && (
          <p className="mean-danger" role="alert" data-testid="signin-error">
            <DangerMark /> {wrong}
          </p>
        )}
        <button type="submit" className="btn primary" disabled={pending} data-testid="signin-submit">
          {pending ? t('signin.pending') : t('signin.submit')}
        </button>
        {asking && (
          <p className="dim" role="status">
            {t('link.connecting')}
          </p>
        )}
      </form>
    </main>
  );
}
