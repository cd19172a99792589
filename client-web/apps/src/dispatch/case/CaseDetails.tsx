import { type FormEvent, useState } from 'react';
import { useT } from '../../shared/i18n';
import { isOpen } from '../../shared/model/caseModel';
import { useMay } from '../../shared/session/session';
import { usePending } from '../../shared/transport/perform';
import type { CaseView } from '../../shared/transport/wire';
import { amendCase, amendKey } from '../state/commands';
import { lookAt, useDesk } from '../state/desk';
import { CaseEnd } from './CaseEnd';
import { EditableText } from './EditableText';
import './CaseDetails.css';

/** The longest note that the server takes, in characters. */
const longestNote = 2000;

/** Patients of one case that the server takes. */
const mostPatients = 500;

function Notes({ case: c }: { case: CaseView }) {
  const t = useT();
  const [text, setText] = useState('');
  const mayNote = useMay('note');
  const pending = usePending(amendKey(c.caseId, 'note'));
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const note = text.trim();
    if (note !== '' && (await amendCase(c, 'note', { note }))) setText('');
  };
  return (
    <>
      {c.notes.length > 0 && (
        <ul className="notes">
          {c.notes.map((note, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: notes are only ever appended.
            <li key={i}>{note}</li>
          ))}
        </ul>
      )}
      {mayNote && (
        <form onSubmit={add}>
          <input
            className="input"
            placeholder={t('case.addNote')}
            aria-label={t('case.addNote')}
            maxLength={longestNote}
            disabled={pending}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-testid="add-note"
          />
        </form>
      )}
    </>
  );
}

function Position({ case: c }: { case: CaseView }) {
  const t = useT();
  const moving = useDesk((s) => s.mapMode === 'moveCase');
  const mayMove = useMay('dispatch') && isOpen(c);
  const { lon, lat } = c.location;
  return (
    <dd className="position">
      <button type="button" className="link" onClick={() => lookAt(c.location, 13)}>
        {`${lon.toFixed(5)}, ${lat.toFixed(5)}`}
      </button>
      {mayMove && (
        <button
          type="button"
          className="btn small"
          aria-pressed={moving}
          onClick={() => useDesk.setState({ mapMode: moving ? 'select' : 'moveCase' })}
        >
          {moving ? t('case.movePick') : t('case.movePlace')}
        </button>
      )}
    </dd>
  );
}

/** What is known of the case, each part changed where it stands. */
export function CaseDetails({ case: c }: { case: CaseView }) {
  const t = useT();
  const mayDispatch = useMay('dispatch');
  const open = isOpen(c) && mayDispatch;
  const caller = [c.caller?.name, c.caller?.phone].filter(Boolean).join(' · ');
  const patients = (text: string) => {
    const patientCount = Number(text);
    const valid = Number.isInteger(patientCount) && patientCount >= 1 && patientCount <= mostPatients;
    return valid ? amendCase(c, 'patientCount', { patientCount }) : Promise.resolve(false);
  };
  return (
    <section className="case-details" aria-label={t('case.details')}>
      <header>
        <h3>{t('case.details')}</h3>
        {open && <CaseEnd case={c} />}
      </header>
      <dl>
        <dt>{t('case.complaint')}</dt>
        <dd>
          <EditableText
            label={t('case.edit', { field: t('case.complaint') })}
            value={c.complaint}
            disabled={!open}
            onSave={(complaint) => amendCase(c, 'complaint', { complaint })}
          />
        </dd>
        <dt>{t('case.patients')}</dt>
        <dd>
          <EditableText
            label={t('case.edit', { field: t('case.patients') })}
            value={String(c.patientCount)}
            numeric
            disabled={!open}
            onSave={patients}
          />
        </dd>
        <dt>{t('case.coordinates')}</dt>
        <Position case={c} />
        <dt>{t('case.caller')}</dt>
        <dd>{caller || <span className="faint">{t('common.unknown')}</span>}</dd>
        <dt>{t('case.notes')}</dt>
        <dd>
          <Notes case={c} />
        </dd>
        {c.endReason && (
          <>
            <dt>{t('case.closeReason')}</dt>
            <dd>{c.endReason}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
