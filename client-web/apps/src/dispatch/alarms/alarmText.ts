import type { Translate } from '../../shared/i18n';
import { formatDuration } from '../../shared/time/duration';
import type { AlarmCondition } from './deriveAlarms';

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
    case 'declined':
      return t('alarm.declined', { unit, number });
  }
}
