import { type Alarm, useAlarms } from './alarmStore';

/** The worst alarm of a case that nobody has acknowledged here. */
export const useCaseAlarm = (caseId: string): Alarm | undefined =>
  useAlarms((s) => s.alarms.find((a) => a.caseId === caseId && !a.over && !s.acks[a.key]));
