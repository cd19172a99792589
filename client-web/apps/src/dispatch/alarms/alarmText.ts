import type { Translate } from '../../shared/i18n';
import { formatDuration } from '../../shared/time/duration';
import type { AlarmCondition } from './deriveAlarms';

const percent = (share: number | undefined) => `${((share ?? 0) * 100).toFixed(1)} %`;

const coverage = (t: Translate, a: AlarmCondition) => ({
  area: t(`area.${a.area ?? 'urban'}`),
  share: percent(a.share),
  threshold: percent(a.threshold),
});

/** An alarm as a sentence. */
export function alarmText(t: Translate, a: AlarmCondition): string {
  const number = a.number ?? '';
  const unit = a.unitId ?? '';
  switch (a.kind) {
    case 'newCase':
      return t('alarm.newCase', { number, complaint: a.complaint ?? '' });
    case 'noUnit':
      return t('alarm.noUnit', { number, target: formatDuration(a.targetSeconds ?? 0) });
    case 'responseNear':
      return t('alarm.responseNear', { number });
    case 'responseMissed':
      return t('alarm.responseMissed', { number });
    case 'unacknowledged':
      return t('alarm.unacknowledged', { unit, number });
    case 'linkLost':
      return t('alarm.linkLost', { unit });
    case 'coverageLow':
      return t('alarm.coverageLow', coverage(t, a));
    case 'coverageBack':
      return t('alarm.coverageBack', coverage(t, a));
    case 'orderUnanswered':
      return t('alarm.orderUnanswered', { number });
    case 'vitalUnanswered':
      return t('alarm.vitalUnanswered', { number, vital: t(`vital.${a.vital ?? 'heartRate'}`) });
    case 'channelNear':
    case 'channelMissed':
      return t(`alarm.${a.kind}`, {
        number,
        channel: t(`channel.${a.channel ?? 'chest-pain'}`),
        clock: t.code('clock', a.clock ?? '') ?? '',
      });
    case 'declined':
      return t('alarm.declined', { unit, number });
  }
}
