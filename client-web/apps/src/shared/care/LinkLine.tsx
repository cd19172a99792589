import { useT } from '../i18n';
import { secondsSince } from '../time/duration';
import { useNow } from '../time/now';
import { ageText } from '../ui/ageText';
import { WarningMark } from '../ui/icons';
import { useCareOf } from './useCare';

/** A link report this old says nothing of the link now, seconds. */
const oldSeconds = 20;

/** How the vehicle's link stands, as the vehicle measured it, and how old that is. */
export function LinkLine({ caseId, ambulanceId }: { caseId: string; ambulanceId: string | undefined }) {
  const t = useT();
  const now = useNow();
  const report = useCareOf(caseId)?.links.find((link) => link.ambulanceId === ambulanceId)?.report;
  if (!report) return null;
  const age = secondsSince(report.at, now) ?? 0;
  const { uplink, rttMs, waiting } = report;
  return (
    <span className={`link-line ${age > oldSeconds ? 'age-stale' : 'dim'}`} data-testid="vehicle-link">
      {t('care.link')} {rttMs == null ? t('care.uplinkPlain', { uplink }) : t('care.uplink', { uplink, ms: Math.round(rttMs) })}
      {waiting > 0 && (
        <span className="mean-warning">
          {' '}
          <WarningMark size={14} /> {t('care.backlog', { n: waiting })}
        </span>
      )}
      {age > oldSeconds && <span> {t('care.linkAge', { age: ageText(t, age) })}</span>}
    </span>
  );
}
