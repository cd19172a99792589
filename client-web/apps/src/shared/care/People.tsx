import { useState } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { useMay, useSession } from '../session/session';
import { careApi } from '../transport/careApi';
import { usePending } from '../transport/perform';
import { usePolled } from '../transport/usePolled';
import { WarningMark } from '../ui/icons';
import { Popover } from '../ui/Popover';
import { invite, takePart } from './careCommands';
import { useCareOf } from './useCare';
import './care.css';

const askEveryMs = 15_000;

/** Every physician who can be asked; one click each. */
function Invite({ caseId, present }: { caseId: string; present: ReadonlySet<string> }) {
  const t = useT();
  const me = useSession((s) => s.user);
  const { view, failed } = usePolled(careApi.physicians, 'physicians', askEveryMs);
  const others = (view ?? []).filter((p) => p.user !== me && !present.has(p.user));
  return (
    <>
      {failed && (
        <p className="mean-warning">
          <WarningMark size={14} /> {t('people.failed')}
        </p>
      )}
      {view && others.length === 0 && <p className="dim">{t('people.none')}</p>}
      <ul className="invite">
        {[...others]
          .sort((a, b) => Number(b.online) - Number(a.online))
          .map((p) => (
            <li key={p.user}>
              <button
                type="button"
                className="btn small"
                onClick={() => void invite(caseId, p.user)}
                data-testid={`invite-${p.user}`}
              >
                <b>{p.user}</b> {p.affiliation}{' '}
                <span className="faint">{p.online ? t('people.online') : t('people.offline')}</span>
              </button>
            </li>
          ))}
      </ul>
    </>
  );
}

/** Who takes part from afar; joining, leaving, and asking others. */
export function People({ caseId }: { caseId: string }) {
  const t = useT();
  const format = useFormat();
  const care = useCareOf(caseId);
  const me = useSession((s) => s.user);
  const may = useMay('guide');
  const pending = usePending(`take-part:${caseId}`);
  const [open, setOpen] = useState(false);
  const people = (care?.participants ?? []).filter((p) => p.state !== 'left');
  const mine = people.find((p) => p.user === me);
  return (
    <section className="people" aria-label={t('people.title')} data-testid="people">
      {people.map((p) => (
        <span
          key={p.user}
          className="tag"
          title={format.time(p.since)}
          data-testid={`participant-${p.user}`}
          data-state={p.state}
        >
          <b>{p.user}</b> {p.affiliation} <span className="faint">{t(`people.state.${p.state}`)}</span>
        </span>
      ))}
      {mine?.state === 'invited' && (
        <span className="mean-info">{t('people.youAreInvited', { user: mine.invitedBy ?? '' })}</span>
      )}
      {may && mine?.state !== 'joined' && (
        <button
          type="button"
          className="btn small primary"
          disabled={pending}
          onClick={() => void takePart(caseId, 'joined')}
          data-testid="join"
        >
          {t('people.join')}
        </button>
      )}
      {may && mine?.state === 'joined' && (
        <button
          type="button"
          className="btn bare small"
          disabled={pending}
          onClick={() => void takePart(caseId, 'left')}
          data-testid="leave"
        >
          {t('people.leave')}
        </button>
      )}
      {may && (
        <span className="popover-anchor">
          <button type="button" className="btn small" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="invite">
            {t('people.invite')}
          </button>
          <Popover open={open} onClose={() => setOpen(false)} label={t('people.invite')} align="right">
            <Invite caseId={caseId} present={new Set(people.map((p) => p.user))} />
          </Popover>
        </span>
      )}
    </section>
  );
}
