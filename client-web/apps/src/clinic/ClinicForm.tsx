import { type ChangeEvent, type FormEvent, useState } from 'react';
import { channelKinds } from '../shared/care/careModel';
import { FactsFields } from '../shared/care/FactsFields';
import { EcgPaper } from '../shared/ecg/EcgPaper';
import { durationMs } from '../shared/ecg/segment';
import { useT } from '../shared/i18n';
import { nowIso } from '../shared/time/now';
import { careApi } from '../shared/transport/careApi';
import type { ChannelKind } from '../shared/transport/careWire';
import { settle } from '../shared/transport/live';
import { perform, usePending } from '../shared/transport/perform';
import type { Priority } from '../shared/transport/wire';
import { Field } from '../shared/ui/Field';
import { GoodMark, WarningMark } from '../shared/ui/icons';
import { PriorityMark } from '../shared/ui/PriorityMark';
import { Segmented } from '../shared/ui/Segmented';
import { note } from '../shared/ui/toasts';
import { type ClinicDraft, caseOf, emptyClinic, mostFileBytes, quick, readEcgFile, seenChoices } from './draft';
import { remember } from './sent';

const priorities: readonly Priority[] = ['I', 'II', 'III', 'IV'];
const sendKey = 'clinic:send';

interface PartProps {
  draft: ClinicDraft;
  set: (change: Partial<ClinicDraft>) => void;
}

function What({ draft, set, missing }: PartProps & { missing: boolean }) {
  const t = useT();
  return (
    <section>
      <div className="quick">
        {quick.map(({ key, channel, priority }) => (
          <button
            key={key}
            type="button"
            className="btn"
            aria-pressed={draft.channel === channel}
            onClick={() => set({ complaint: draft.complaint.trim() || t(`clinic.quick.${key}`), channel, priority })}
            data-testid={`clinic-quick-${key}`}
          >
            {t(`clinic.quick.${key}`)}
          </button>
        ))}
      </div>
      <Field label={t('clinic.complaint')} error={missing ? t('clinic.complaintMissing') : undefined}>
        {(control) => (
          <input
            {...control}
            className="input big"
            maxLength={200}
            value={draft.complaint}
            onChange={(event) => set({ complaint: event.target.value })}
            data-testid="clinic-complaint"
          />
        )}
      </Field>
      <div className="row">
        <div className="field">
          <span className="label">{t('clinic.priority')}</span>
          <Segmented
            label={t('clinic.priority')}
            value={draft.priority}
            options={priorities.map((value) => ({
              value,
              content: (
                <>
                  <PriorityMark priority={value} size={14} /> {t(`priority.${value}`)}
                </>
              ),
            }))}
            onChange={(priority) => set({ priority })}
          />
        </div>
        <div className="field">
          <span className="label">{t('clinic.channel')}</span>
          <Segmented<ChannelKind | 'none'>
            label={t('clinic.channel')}
            value={draft.channel}
            options={[
              { value: 'none' as const, content: t('clinic.channelNone') },
              ...channelKinds.map((value) => ({ value, content: t(`channel.${value}`), testId: `clinic-channel-${value}` })),
            ]}
            onChange={(channel) => set({ channel })}
          />
        </div>
        <div className="field">
          <span className="label">{t('clinic.seen')}</span>
          <Segmented
            label={t('clinic.seen')}
            value={`${draft.seenMinutesAgo}`}
            options={seenChoices.map((minutes) => ({
              value: `${minutes}`,
              content: minutes === 0 ? t('clinic.seenNow') : t('clinic.seenAgo', { minutes }),
              testId: `clinic-seen-${minutes}`,
            }))}
            onChange={(minutes) => set({ seenMinutesAgo: Number(minutes) })}
          />
        </div>
      </div>
    </section>
  );
}

function EcgPart({ draft, set }: PartProps) {
  const t = useT();
  const [problem, setProblem] = useState<string>();
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    setProblem(undefined);
    if (!file) return set({ ecg: undefined });
    const read = readEcgFile(file.name, new Uint8Array(await file.arrayBuffer()), file.lastModified);
    if (read === 'too-large') setProblem(t('clinic.ecgTooLarge', { kb: mostFileBytes / 1024 }));
    else if (read === 'bad') setProblem(t('clinic.ecgBad'));
    set({ ecg: typeof read === 'string' ? undefined : read });
  };
  const { ecg } = draft;
  return (
    <section>
      <Field label={t('clinic.ecg')} hint={t('clinic.ecgHint')} error={problem}>
        {(control) => (
          <span className="file">
            <input
              {...control}
              type="file"
              className="visually-hidden"
              accept=".csv,.txt,.ecg,.bin"
              onChange={choose}
              data-testid="clinic-ecg"
            />
            {/* The browser's own button speaks the browser's language, not ours. */}
            <label className="btn" htmlFor={control.id} aria-hidden="true">
              {t('clinic.chooseFile')}
            </label>
          </span>
        )}
      </Field>
      {ecg && (
        <>
          <p className="mean-good" data-testid="clinic-ecg-read">
            <GoodMark />{' '}
            {t('clinic.ecgRead', {
              name: ecg.name,
              leads: ecg.segment.leads.length,
              seconds: Math.round(durationMs(ecg.segment) / 100) / 10,
            })}
          </p>
          <EcgPaper segment={ecg.segment} />
          <Field label={t('clinic.ecgStatement')}>
            {(control) => (
              <input
                {...control}
                className="input"
                maxLength={200}
                value={draft.statement}
                onChange={(event) => set({ statement: event.target.value })}
                data-testid="clinic-ecg-statement"
              />
            )}
          </Field>
        </>
      )}
    </section>
  );
}

/** Asks for help for a patient in front of somebody: what it is, who it is, the ECG; large, and nothing that is not needed. */
export function ClinicForm() {
  const t = useT();
  const [draft, setDraft] = useState<ClinicDraft>(emptyClinic);
  const [tried, setTried] = useState(false);
  const pending = usePending(sendKey);
  const set = (change: Partial<ClinicDraft>) => setDraft((before) => ({ ...before, ...change }));
  const body = caseOf(draft, t('patient.none'), nowIso());
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!body) return;
    const opened = await perform(sendKey, () => careApi.openFromClinic(body));
    if (!opened) return;
    settle({ case: opened.case });
    settle({ care: opened.care });
    remember(opened.case.caseId);
    note(t('clinic.sent', { number: opened.case.number }));
  };
  return (
    <form className="clinic-form" onSubmit={send}>
      <h1>{t('clinic.new')}</h1>
      <What draft={draft} set={set} missing={tried && draft.complaint.trim() === ''} />
      <section>
        <h2>{t('clinic.patient')}</h2>
        <FactsFields
          brief
          draft={draft.facts}
          set={(change) => setDraft((before) => ({ ...before, facts: { ...before.facts, ...change } }))}
        />
      </section>
      <EcgPart draft={draft} set={set} />
      <section>
        <Field label={t('clinic.notes')}>
          {(control) => (
            <textarea
              {...control}
              className="input"
              maxLength={500}
              value={draft.notes}
              onChange={(event) => set({ notes: event.target.value })}
              data-testid="clinic-notes"
            />
          )}
        </Field>
      </section>
      {tried && !body && draft.complaint.trim() !== '' && (
        <p className="mean-danger" role="alert">
          <WarningMark /> {t('patient.bad')}
        </p>
      )}
      <button type="submit" className="btn primary send" disabled={pending} data-testid="clinic-submit">
        {pending ? t('clinic.sending') : t('clinic.submit')}
      </button>
    </form>
  );
}
