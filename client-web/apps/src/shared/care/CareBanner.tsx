import { useT } from '../i18n';
import { useCareLive } from '../transport/careLive';
import { useLive } from '../transport/live';
import { DangerMark } from '../ui/icons';

/** The bedside's connection is gone while the county's is there: said in one line, for its values stand still. */
export function CareBanner() {
  const t = useT();
  const lost = useCareLive((s) => s.phase === 'lost');
  const countyLost = useLive((s) => s.phase !== 'live');
  // One banner at a time: that of the whole desk says it all.
  if (!lost || countyLost) return null;
  return (
    <div className="connection lost" role="alert" data-testid="care-banner">
      <DangerMark /> {t('care.lost')}
    </div>
  );
}
