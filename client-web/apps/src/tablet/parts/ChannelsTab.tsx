import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { formatDuration, millis } from '../../shared/time/duration';
import { useFactsNow } from '../../shared/time/now';
import type { ChannelEvent, ChannelKind, ChannelView, CrewCare } from '../../shared/transport/careWire';
import type { ClockView } from '../../shared/transport/wire';
import { DangerMark, GoodMark, WarningMark } from '../../shared/ui/icons';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { clockOf } from '../state/channel';
import { newId, say, usePendingKey } from '../state/commands';
import { isWaiting } from '../state/model';
import type { AssignmentOrder, TabletState } from '../wire';

const kinds: readonly ChannelKind[] = ['chest-pain', 'stroke', 'trauma', 'maternal', 'newborn-child'];

/** What a crew can say by itself. */
const crewEvents: readonly ChannelEvent[] = ['first-medical-contact', 'door'];

function ClockLine({ clock }: { clock: ClockView }) {
  const t = useT();
  const now = useFactsNow();
  const { grade, seconds } = clockOf(clock, now);
  const time = formatDuration(seconds ?? 0);
  const text = {
    notStarted: () => t('tablet.channel.notStarted'),
    unknown: () => t('tablet.channel.unknown'),
    running: () => t('tablet.channel.left', { time }),
    warning: () => t('tablet.channel.left', { time }),
    over: () => t('tablet.channel.over', { time }),
    met: () => t('tablet.channel.took', { time }),
    missed: () => t('tablet.channel.took', { time }),
  }[grade]();
  const bad = grade === 'over' || grade === 'missed';
  return (
    <li className={`clock-line grade-${grade}`} data-testid={`clock-${clock.name}`} data-grade={grade}>
      <span>{t.code('tablet.clock', clock.name) ?? clock.name}</span>
      <b className={bad ? 'mean-danger' : grade === 'warning' ? 'mean-warning' : grade === 'met' ? 'mean-good' : ''}>
        {bad ? (
          <DangerMark size={20} />
        ) : grade === 'warning' ? (
          <WarningMark size={20} />
        ) : grade === 'met' ? (
          <GoodMark size={20} />
        ) : null}{' '}
        {text}
      </b>
      <span className="faint">{t('tablet.channel.target', { time: formatDuration(clock.targetSeconds) })}</span>
    </li>
  );
}

function ChannelCard({ channel, state, order }: { channel: ChannelView; state: TabletState; order: AssignmentOrder }) {
  const t = useT();
  const format = useFormat();
  const [bypass, setBypass] = useState(false);
  const { channelId } = channel;
  const has = (event: ChannelEvent) => channel.steps.some((step) => step.event === event);
  const happened = (event: ChannelEvent, reason?: string) =>
    void say(order, `channel:${channelId}:${event}`, {
      act: 'channel-happened',
      channelId,
      event,
      ...(reason ? { reason } : {}),
    });
  return (
    <li className="card channel" data-testid={`channel-${channel.kind}`}>
      <p className="head">
        <b className="said">{t(`tablet.channelKind.${channel.kind}`)}</b>
        <time className="dim">{format.time(channel.openedAt)}</time>
        {isWaiting(state.reports, channelId) && <span className="tag mean-warning">{t('tablet.state.waiting')}</span>}
        <span className="space" />
        {channel.closedAt ? (
          <span className="dim">{t('tablet.channel.closed', { reason: channel.closeReason ?? '' })}</span>
        ) : channel.noticeAcknowledgedAt ? (
          <span className="mean-good">
            <GoodMark /> {t('tablet.channel.notice', { time: format.shortTime(channel.noticeAcknowledgedAt) })}
          </span>
        ) : (
          <span className="mean-warning">
            <WarningMark /> {t('tablet.channel.noNotice')}
          </span>
        )}
      </p>
      <ul className="clocks">
        {channel.clocks.map((clock) => (
          <ClockLine key={clock.name} clock={clock} />
        ))}
      </ul>
      <ol className="steps">
        {[...channel.steps]
          .sort((a, b) => (millis(a.at) ?? 0) - (millis(b.at) ?? 0))
          .map((step) => (
            <li key={step.event}>
              <time>{format.time(step.at)}</time> {t(`tablet.event.${step.event}`)} <span className="dim">{step.reason}</span>
            </li>
          ))}
      </ol>
      {!channel.closedAt && (
        <div className="row">
          {crewEvents
            .filter((event) => !has(event))
            .map((event) => (
              <button key={event} type="button" className="btn" onClick={() => happened(event)} data-testid={`event-${event}`}>
                {t(`tablet.event.${event}`)}
              </button>
            ))}
          {!has('bypass-decided') && !bypass && (
            <button type="button" className="btn" onClick={() => setBypass(true)} data-testid="event-bypass-decided">
              {t('tablet.event.bypass-decided')}
            </button>
          )}
        </div>
      )}
      {bypass && (
        <ReasonForm
          label={t('tablet.channel.bypassReason')}
          submit={t('tablet.event.bypass-decided')}
          onSubmit={(reason) => {
            happened('bypass-decided', reason);
            setBypass(false);
          }}
          onCancel={() => setBypass(false)}
        />
      )}
    </li>
  );
}

interface ChannelsTabProps {
  state: TabletState;
  order: AssignmentOrder;
  care: CrewCare | undefined;
}

/** Green channels: one tap opens one; their clocks count here whether there is a link or not. */
export function ChannelsTab({ state, order, care }: ChannelsTabProps) {
  const t = useT();
  const channels = care?.channels ?? [];
  const pending = usePendingKey('open-channel');
  const free = kinds.filter((kind) => !channels.some((channel) => channel.kind === kind && !channel.closedAt));
  const open = (kind: ChannelKind) => void say(order, 'open-channel', { act: 'channel-opened', channelId: newId('ch'), kind });
  return (
    <div className="stack">
      {channels.length === 0 && <p className="dim">{t('tablet.channel.none')}</p>}
      <ul className="stack">
        {channels.map((channel) => (
          <ChannelCard key={channel.channelId} channel={channel} state={state} order={order} />
        ))}
      </ul>
      <h3 className="dim">{t('tablet.channel.open')}</h3>
      <div className="chips">
        {free.map((kind) => (
          <button
            key={kind}
            type="button"
            className="btn big"
            disabled={pending}
            onClick={() => open(kind)}
            data-testid={`open-channel-${kind}`}
          >
            {t(`tablet.channelKind.${kind}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
