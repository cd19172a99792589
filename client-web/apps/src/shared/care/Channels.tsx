import { useState } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { useMay } from '../session/session';
import { useFactsNow } from '../time/now';
import type { ChannelEvent, ChannelKind, ChannelView } from '../transport/careWire';
import { useLive } from '../transport/live';
import { usePending } from '../transport/perform';
import { ClockLine } from '../ui/ClockLine';
import { GoodMark, PlusIcon, WarningMark } from '../ui/icons';
import { ReasonForm } from '../ui/ReasonForm';
import { channelKey, closeChannel, openChannel, recordEvent } from './careCommands';
import { channelClocks, channelEvents, channelKinds, stepOf } from './careModel';
import { useCareOf } from './useCare';
import './care.css';
import './Channels.css';

/** Where to go straight, and why; the decision is kept with both. */
function Bypass({ caseId, channel, onDone }: { caseId: string; channel: ChannelView; onDone: () => void }) {
  const t = useT();
  const hospitals = useLive((s) => s.hospitals);
  const [hospitalId, setHospital] = useState(channel.hospitalId ?? '');
  return (
    <div className="bypass">
      <label>
        <span className="dim">{t('channel.bypassTo')}</span>
        <select
          className="input"
          value={hospitalId}
          onChange={(event) => setHospital(event.target.value)}
          data-testid="bypass-hospital"
        >
          <option value="">{t('order.choose')}</option>
          {Object.values(hospitals).map((h) => (
            <option key={h.hospitalId} value={h.hospitalId}>
              {h.name}
            </option>
          ))}
        </select>
      </label>
      <ReasonForm
        label={t('channel.bypassReason')}
        submit={t('channel.record')}
        onCancel={onDone}
        onSubmit={(reason) => {
          if (!hospitalId) return;
          onDone();
          void recordEvent(caseId, channel.channelId, 'bypass-decided', { hospitalId, reason });
        }}
      />
    </div>
  );
}

function StepLine({ caseId, channel, event, may }: { caseId: string; channel: ChannelView; event: ChannelEvent; may: boolean }) {
  const t = useT();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const pending = usePending(`event:${channel.channelId}:${event}`);
  const step = stepOf(channel, event);
  // Where there is an ECG, reading it is what confirms it.
  const read = useCareOf(caseId)?.ecgs.some((e) => e.kind === 'ecg-12-lead') && event === 'ecg-confirmed';
  const hospital = useLive((s) => (step?.hospitalId ? s.hospitals[step.hospitalId]?.name : undefined));
  return (
    <li className={step ? 'done' : asking ? 'asking' : ''} data-testid={`channel-step-${event}`} data-done={Boolean(step)}>
      {step || !may || read ? (
        <span className="line" title={[step?.actor, hospital, step?.reason].filter(Boolean).join(' · ')}>
          <span className={step ? 'mean-good' : 'faint'}>{step ? <GoodMark size={14} /> : <span className="hollow" />}</span>
          <span className={step ? 'name' : 'name faint'}>{t(`channelEvent.${event}`)}</span>
          {step && <time className="number">{format.time(step.at)}</time>}
        </span>
      ) : (
        <button
          type="button"
          className="btn small"
          disabled={pending}
          onClick={() => (event === 'bypass-decided' ? setAsking(true) : void recordEvent(caseId, channel.channelId, event))}
          data-testid={`record-${event}`}
        >
          <PlusIcon size={14} /> {pending ? t('common.sending') : t(`channelEvent.${event}`)}
        </button>
      )}
      {step?.reason && (
        <span className="faint">
          {hospital} {step.reason}
        </span>
      )}
      {asking && <Bypass caseId={caseId} channel={channel} onDone={() => setAsking(false)} />}
    </li>
  );
}

function Notice({ channel }: { channel: ChannelView }) {
  const t = useT();
  const format = useFormat();
  const hospital = useLive((s) => (channel.hospitalId ? s.hospitals[channel.hospitalId]?.name : undefined));
  const { noticeSentAt, noticeAcknowledgedAt, noticeAcknowledgedBy } = channel;
  return (
    <p className="notice" data-testid="channel-notice" data-acknowledged={Boolean(noticeAcknowledgedAt)}>
      <span className="dim">{t('channel.notice')}</span>{' '}
      {noticeSentAt ? (
        <>
          {`${hospital ?? ''} ${t('channel.noticeSent', { time: format.time(noticeSentAt) })} · `}
          {noticeAcknowledgedAt ? (
            <span className="mean-good">
              <GoodMark size={14} />{' '}
              {t('channel.noticeSeen', { user: noticeAcknowledgedBy ?? '', time: format.time(noticeAcknowledgedAt) })}
            </span>
          ) : (
            <span className="mean-warning">
              <WarningMark size={14} /> {t('channel.noticeWaiting')}
            </span>
          )}
        </>
      ) : (
        <span className="faint">{t('channel.noticeNone')}</span>
      )}
    </p>
  );
}

/** The clocks of a channel, running by the server's time. */
export function ChannelClocks({ channel }: { channel: ChannelView }) {
  const t = useT();
  const now = useFactsNow();
  const clocks = channelClocks(channel, now);
  if (clocks.length === 0) return <p className="faint">{t('channel.noClocks')}</p>;
  return (
    <ul className="channel-clocks" aria-label={t('channel.clocks')}>
      {clocks.map((clock) => (
        <li key={clock.name}>
          <ClockLine reading={clock} />
        </li>
      ))}
    </ul>
  );
}

function Channel({ caseId, channel }: { caseId: string; channel: ChannelView }) {
  const t = useT();
  const format = useFormat();
  const may = useMay('channel') && !channel.closedAt;
  const [closing, setClosing] = useState(false);
  return (
    <article className={`channel ${channel.closedAt ? 'closed' : ''}`} data-testid={`channel-${channel.kind}`}>
      <header>
        <b>{t(`channel.${channel.kind}`)}</b>
        <span className="dim">
          {format.time(channel.openedAt)} {t('channel.by', { user: channel.openedBy })}
        </span>
        {may && (
          <button type="button" className="btn bare small" onClick={() => setClosing(true)}>
            {t('channel.close')}
          </button>
        )}
      </header>
      {channel.closedAt && <p className="dim">{t('channel.closed', { reason: channel.closeReason ?? '' })}</p>}
      {closing && (
        <ReasonForm
          label={t('channel.closeReason')}
          submit={t('channel.close')}
          danger
          onCancel={() => setClosing(false)}
          onSubmit={(reason) => {
            setClosing(false);
            void closeChannel(caseId, channel.channelId, reason);
          }}
        />
      )}
      <ChannelClocks channel={channel} />
      <Notice channel={channel} />
      <ol className="channel-steps" aria-label={t('channel.steps')}>
        {channelEvents[channel.kind].map((event) => (
          <StepLine key={event} caseId={caseId} channel={channel} event={event} may={may} />
        ))}
      </ol>
    </article>
  );
}

/** Opens a channel of a kind that is not open yet. */
function OpenChannel({
  caseId,
  patientId,
  open,
}: {
  caseId: string;
  patientId: string | undefined;
  open: ReadonlySet<ChannelKind>;
}) {
  const t = useT();
  const pending = usePending(channelKey(caseId));
  return (
    <div className="open-channel">
      <span className="dim">{t('channel.open')}</span>
      {channelKinds
        .filter((kind) => !open.has(kind))
        .map((kind) => (
          <button
            key={kind}
            type="button"
            className="btn small"
            disabled={pending}
            onClick={() => void openChannel(caseId, kind, patientId)}
            data-testid={`open-channel-${kind}`}
          >
            {t(`channel.${kind}`)}
          </button>
        ))}
    </div>
  );
}

/** A case's green channels: clocks, steps, the notice to the hospital; and how to open one. */
export function Channels({ caseId, patientId }: { caseId: string; patientId?: string | undefined }) {
  const t = useT();
  const care = useCareOf(caseId);
  const may = useMay('channel');
  const channels = care?.channels ?? [];
  const open = new Set(channels.filter((c) => !c.closedAt).map((c) => c.kind));
  return (
    <section className="care-section channels" aria-label={t('channel.title')}>
      <header>
        <h3>{t('channel.title')}</h3>
      </header>
      {channels.length === 0 && <p className="dim">{t('channel.none')}</p>}
      {[...channels]
        .sort((a, b) => Number(Boolean(a.closedAt)) - Number(Boolean(b.closedAt)))
        .map((channel) => (
          <Channel key={channel.channelId} caseId={caseId} channel={channel} />
        ))}
      {may && <OpenChannel caseId={caseId} patientId={patientId} open={open} />}
    </section>
  );
}
