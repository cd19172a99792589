import type { physician as zh } from '../zh-CN/physician';

export const physician: Readonly<Record<keyof typeof zh, string>> = {
  'physician.title': '120 physician desk',
  'physician.inbound': 'Inbound patients',
  'physician.empty': 'No inbound patients.',
  'physician.none': 'Choose a patient.',
  'physician.noPatient': 'No vitals or ECG of this patient yet.',
  'physician.urgent': '{n} to look at',
  'physician.alarms': 'Vital alarms {n}',
  'physician.unanswered': 'Orders unanswered {n}',
  'physician.ecgs': 'ECGs unread {n}',
  'physician.invited': 'Invites you',
  'physician.back': 'Back',
  'physician.parts': 'Parts of the patient',
  'physician.measured': 'Vitals and ECG',
  'physician.said': 'Call, channels, orders and guidance',
  'physician.tab.vitals': 'Vitals',
  'physician.tab.ecg': 'ECG',
  'physician.tab.guidance': 'Guidance',
  'physician.tab.orders': 'Orders',
  'physician.tab.channels': 'Channels',
};
