import type * as Care from './careWire';
import { command, request } from './http';
import type { CaseView, HospitalView, Instant, Priority } from './wire';

const at = (...parts: string[]) => `/api/${parts.map(encodeURIComponent).join('/')}`;
const of = (caseId: string, ...parts: string[]) => at('cases', caseId, ...parts);

export interface GuidanceRequest {
  patientId?: string;
  text: string;
  checklist?: string[];
  mark?: Care.EcgMark;
}

export interface ChannelEventRequest {
  event: Care.ChannelEvent;
  occurredAt: Instant;
  hospitalId?: string;
  reason?: string;
}

export interface ClinicCase {
  complaint: string;
  priority?: Priority;
  patient: Partial<Care.PatientFactsView>;
  contactAt?: Instant;
  acquiredAt?: Instant;
  channel?: Care.ChannelKind;
  ecg?: { data?: string; csv?: string; statement?: string };
  notes?: string;
}

/** Every question and command about the care of a case, by name. */
export const careApi = {
  care: (caseId: string) => request<Care.CareView>('GET', of(caseId, 'care')),
  trend: (caseId: string, patient: string, from: Instant, to: Instant, buckets: number) =>
    request<Care.VitalTrendView>(
      'GET',
      `${of(caseId, 'patients', patient, 'vitals')}?${new URLSearchParams({ from, to, buckets: `${buckets}` })}`,
    ),
  handover: (caseId: string, patient: string) => request<unknown>('GET', of(caseId, 'patients', patient, 'handover')),
  fhirPath: (caseId: string, patient: string) => of(caseId, 'patients', patient, 'handover', 'fhir'),
  attachmentPath: (caseId: string, attachment: string) => of(caseId, 'attachments', attachment),
  orderRules: () => request<Care.OrderRulesView>('GET', '/api/order-rules'),
  physicians: () => request<Care.PhysicianView[]>('GET', '/api/physicians'),
  iceServers: () => request<Care.IceServer[]>('GET', '/api/webrtc/ice-servers'),

  describePatient: (caseId: string, patient: string, facts: Partial<Care.PatientFactsView>) =>
    command<Care.CareView>('PUT', of(caseId, 'patients', patient), facts),
  guide: (caseId: string, body: GuidanceRequest) => command<Care.GuidanceView>('POST', of(caseId, 'guidance'), body),
  checkOrder: (caseId: string, patientId: string, order: Care.OrderBody) =>
    request<Care.SafetyCheckView>('POST', of(caseId, 'orders', 'check'), { patientId, order }),
  order: (caseId: string, patientId: string, order: Care.OrderBody, overrideReason?: string) =>
    command<Care.OrderView>('POST', of(caseId, 'orders'), { patientId, order, ...(overrideReason ? { overrideReason } : {}) }),
  cancelOrder: (caseId: string, orderId: string, reason: string) =>
    command<Care.OrderView>('POST', of(caseId, 'orders', orderId, 'cancel'), { reason }),
  progressOrder: (caseId: string, orderId: string, body: { state: Care.OrderState; occurredAt: string; text?: string }) =>
    command<Care.OrderView>('POST', of(caseId, 'orders', orderId, 'progress'), body),
  acknowledgeEscalation: (caseId: string, orderId: string) =>
    command<Care.OrderView>('POST', of(caseId, 'orders', orderId, 'escalation', 'acknowledge')),
  invite: (caseId: string, user: string) =>
    command<Care.CareView>('POST', of(caseId, 'participants'), { user, state: 'invited' }),
  takePart: (caseId: string, state: 'joined' | 'left') =>
    command<Care.CareView>('POST', of(caseId, 'participants', 'me'), { state }),
  openChannel: (caseId: string, body: { kind: Care.ChannelKind; patientId?: string; hospitalId?: string }) =>
    command<Care.ChannelView>('POST', of(caseId, 'channels'), body),
  channelEvent: (caseId: string, channelId: string, body: ChannelEventRequest) =>
    command<Care.ChannelView>('POST', of(caseId, 'channels', channelId, 'events'), body),
  closeChannel: (caseId: string, channelId: string, reason: string) =>
    command<Care.ChannelView>('POST', of(caseId, 'channels', channelId, 'close'), { reason }),
  readEcg: (caseId: string, ecgId: string, statement: Care.EcgStatement, text?: string) =>
    command<Care.EcgView>('POST', of(caseId, 'ecgs', ecgId, 'reading'), text ? { statement, text } : { statement }),
  acknowledgeAlarm: (caseId: string, alarmId: string) =>
    command<Care.VitalAlarmView>('POST', of(caseId, 'alarms', alarmId, 'acknowledge')),
  openFromClinic: (body: ClinicCase) => command<{ case: CaseView; care: Care.CareView }>('POST', '/api/clinic/cases', body),

  acknowledgeInbound: (hospitalId: string, assignmentId: string) =>
    command<HospitalView>('POST', at('hospitals', hospitalId, 'inbound', assignmentId, 'acknowledge')),
  setCapacity: (hospitalId: string, freeBeds: number) =>
    command<HospitalView>('PUT', at('hospitals', hospitalId, 'capacity'), { freeBeds }),
  setDiversion: (hospitalId: string, reason: string | undefined, until?: Instant) =>
    command<HospitalView>('PUT', at('hospitals', hospitalId, 'diversion'), reason ? { reason, ...(until ? { until } : {}) } : {}),
};

/** The bytes of an attachment; a `Problem` is thrown by the caller's own reading when they are none. */
export async function readAttachment(caseId: string, attachment: string): Promise<Uint8Array> {
  const response = await fetch(careApi.attachmentPath(caseId, attachment), {
    credentials: 'same-origin',
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`attachment answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
