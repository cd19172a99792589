import { isEscalated, openChannels, pressingClock, unseenAlarms } from '../../shared/care/careModel';
import { useCareOf } from '../../shared/care/useCare';
import { useT } from '../../shared/i18n';
import { useFactsNow } from '../../shared/time/now';
import type { CareView } from '../../shared/transport/careWire';
import { ClockLine } from '../../shared/ui/ClockLine';
import { DangerMark } from '../../shared/ui/icons';

function Line({ care }: { care: CareView }) {
  const t = useT();
  const now = useFactsNow();
  const channel = openChannels(care)[0];
  const pressing = pressingClock(care, now);
  const danger = unseenAlarms(care).filter((a) => a.level === 'danger').length;
  const orders = care.orders.filter(isEscalated).length;
  if (!channel && danger === 0 && orders === 0) return null;
  return (
    <span className="line care-line" data-testid="care-line">
      {channel && <span className="tag mean-info">{t(`channel.${(pressing?.channel ?? channel).kind}`)}</span>}
      {pressing && <ClockLine reading={pressing.clock} />}
      {danger > 0 && (
        <span className="mean-danger">
          <DangerMark size={14} /> {t('physician.alarms', { n: danger })}
        </span>
      )}
      {orders > 0 && (
        <span className="mean-danger">
          <DangerMark size={14} /> {t('physician.unanswered', { n: orders })}
        </span>
      )}
    </span>
  );
}

/** What presses at the patient of a case: the green channel's clock, and what nobody has answered. */
export function CareLine({ caseId }: { caseId: string }) {
  const care = useCareOf(caseId);
  return care ? <Line care={care} /> : null;
}
