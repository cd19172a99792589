import { CallPanel, useCallState } from '../../shared/call/CallPanel';
import type { CallSession } from '../../shared/call/callSession';
import { useT } from '../../shared/i18n';
import type { CrewCare } from '../../shared/transport/careWire';
import { WarningMark } from '../../shared/ui/icons';

interface CallTabProps {
  call: CallSession | undefined;
  care: CrewCare | undefined;
  online: boolean;
}

/** Video with the physicians; who of them takes part. */
export function CallTab({ call, care, online }: CallTabProps) {
  const t = useT();
  const state = useCallState(call);
  const people = (care?.participants ?? []).filter((person) => person.state !== 'left');
  return (
    <div className="stack">
      {!online && (
        <p className="mean-warning" data-testid="call-offline">
          <WarningMark /> {t('tablet.call.offline')}
        </p>
      )}
      <section className="card">
        <h3 className="dim">{t('tablet.call.physicians')}</h3>
        {people.length === 0 && <p>{t('tablet.call.nobody')}</p>}
        <ul className="rows">
          {people.map((person) => (
            <li key={person.user}>
              <b>{person.user}</b>
              <span className="dim">{person.affiliation}</span>
              <span className={person.state === 'joined' ? 'mean-good' : 'dim'}>{t(`tablet.participant.${person.state}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      {call && state?.phase === 'idle' && (
        <>
          <div className="row">
            <button type="button" className="btn primary big grow" onClick={() => void call.start()} data-testid="call-join">
              {t('tablet.call.join')}
            </button>
            <button type="button" className="btn big" onClick={() => void call.start(false)} data-testid="call-join-voice">
              {t('tablet.call.voice')}
            </button>
          </div>
          <p className="dim">{t('tablet.call.hint')}</p>
        </>
      )}
      {call && <CallPanel session={call} />}
    </div>
  );
}
