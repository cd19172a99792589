import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { formatDuration } from '../time/duration';
import { useNow } from '../time/now';
import { useLive } from '../transport/live';
import { DangerMark } from '../ui/icons';
import './ConnectionBanner.css';

/** One plain word when the connection is gone: since when, as of when, and what to do. */
export function ConnectionBanner() {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const phase = useLive((s) => s.phase);
  const asOf = useLive((s) => s.asOf);
  if (phase === 'live') return null;
  const lost = phase === 'lost' && asOf !== undefined;
  return (
    <div className={`connection ${lost ? 'lost' : ''}`} role="alert" data-testid="connection-banner">
      {lost && <DangerMark />}
      {lost ? t('link.lost', { since: formatDuration((now - asOf) / 1000), time: format.time(asOf) }) : t('link.connecting')}
    </div>
  );
}
