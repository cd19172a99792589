import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useFactsNow } from '../../shared/time/now';
import { DangerMark, InfoMark, WarningMark } from '../../shared/ui/icons';
import type { TabletState } from '../wire';
import { lasted } from './TopBar';

/** One plain line while the link, the agent or its storage is not as it should be. */
export function LinkBanner({ state, alive }: { state: TabletState; alive: boolean }) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  const { link, thinned } = state;
  return (
    <>
      {!alive && (
        <p className="banner danger" role="alert" data-testid="agent-silent">
          <DangerMark size={22} /> {t('tablet.dead', { time: format.time(now) })}
        </p>
      )}
      {alive && link.state !== 'online' && (
        <p className="banner info" role="status" data-testid="offline-banner">
          <InfoMark size={22} /> {t('tablet.link.offlineSince', { since: lasted(link.since, now) })}
        </p>
      )}
      {thinned.ecgBlocks > 0 && thinned.from && thinned.to && (
        <p className="banner warning" role="status" data-testid="thinned-banner">
          <WarningMark size={22} />{' '}
          {t('tablet.thinned', { from: format.time(thinned.from), to: format.time(thinned.to), n: thinned.ecgBlocks })}
        </p>
      )}
    </>
  );
}
