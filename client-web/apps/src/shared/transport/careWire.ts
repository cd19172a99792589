// Mirrors the care records of Emergency.Contracts (CareWire, VitalsWire, CrewWire, CareHub) as JSON carries them.
import type { ClockView, Instant, Maybe } from './wire';

export type ChannelKind = 'chest-pain' | 'stroke' | 'trauma' | 'maternal' | 'newborn-child';
export type ChannelEvent =
  | 'first-medical-contact'
  | 'ecg-acquired'
  | 'ecg-confirmed'
  | 'cath-lab-activated'
  | 'cath-lab-ready'
  | 'ct-activated'
  | 'ct-ready'
  | 'bypass-decided'
  | 'door'
  | 'device'
  | 'needle';
export type OrderKind = 'drug' | 'procedure' | 'destination' | 'cath-lab-direct';
export type OrderState = 'ordered' | 'delivered' | 'read-back' | 'done' | 'not-done' | 'cancelled';
export type ParticipantState = 'invited' | 'joined' | 'left';
export type EcgStatement = 'stemi' | 'nste-acs' | 'arrhythmia' | 'no-acute-change' | 'unreadable';
export type Pregnancy = 'unknown' | 'no' | 'yes';
export type VitalKind =
  | 'heartRate'
  | 'pulse'
  | 'spO2'
  | 'respirationRate'
  | 'systolic'
  | 'diastolic'
  | 'mean'
  | 'temperature'
  | 'etCO2'
  | 'glucose';
export type VitalLevel = 'normal' | 'warning' | 'danger';

export interface PatientFactsView {
  name?: Maybe<string>;
  ageYears?: Maybe<number>;
  ageMonths?: Maybe<number>;
  sex?: Maybe<string>;
  weightKg?: Maybe<number>;
  weightEstimated: boolean;
  pregnancy: Pregnancy;
  allergies?: Maybe<string[]>;
  conditions?: Maybe<string[]>;
  onsetAt?: Maybe<Instant>;
  gcs?: Maybe<number>;
  onOxygen?: Maybe<boolean>;
  /** One of A C V P U. */
  consciousness?: Maybe<string>;
}

export interface ScoreView {
  name: string;
  total?: Maybe<number>;
  status: 'complete' | 'incomplete' | 'notApplicable';
  band?: Maybe<string>;
  missing: string[];
  at?: Maybe<Instant>;
}

export interface CarePatient {
  patientId: string;
  assignmentId?: Maybe<string>;
  facts: PatientFactsView;
  scores: ScoreView[];
}

export interface ParticipantView {
  user: string;
  affiliation?: Maybe<string>;
  state: ParticipantState;
  since: Instant;
  invitedBy?: Maybe<string>;
}

export interface EcgMark {
  ecgId: string;
  fromMs: number;
  toMs: number;
  leads: string[];
}

export interface ChecklistItem {
  text: string;
  tickedAt?: Maybe<Instant>;
  tickedBy?: Maybe<string>;
}

export interface GuidanceView {
  guidanceId: string;
  patientId?: Maybe<string>;
  author: string;
  fromCrew: boolean;
  at: Instant;
  text: string;
  checklist: ChecklistItem[];
  mark?: Maybe<EcgMark>;
  deliveredAt?: Maybe<Instant>;
  readAt?: Maybe<Instant>;
}

export interface OrderBody {
  kind: OrderKind;
  drugCode?: Maybe<string>;
  dose?: Maybe<number>;
  doseUnit?: Maybe<string>;
  route?: Maybe<string>;
  rate?: Maybe<number>;
  rateUnit?: Maybe<string>;
  procedure?: Maybe<string>;
  hospitalId?: Maybe<string>;
  text?: Maybe<string>;
}

export interface SafetyFindingView {
  severity: 'severe' | 'warning' | 'information';
  ruleId: string;
  code: string;
  values: Record<string, string>;
  detail: string;
}

export interface SafetyCheckView {
  blocks: boolean;
  findings: SafetyFindingView[];
  rulesVersion: string;
  notice: string;
  noticeZh: string;
}

export interface OrderStep {
  state: OrderState;
  at: Instant;
  recordedAt: Instant;
  actor: string;
  text?: Maybe<string>;
}

export interface OrderView {
  orderId: string;
  patientId: string;
  assignmentId?: Maybe<string>;
  body: OrderBody;
  state: OrderState;
  steps: OrderStep[];
  findings: SafetyFindingView[];
  overrideReason?: Maybe<string>;
  dueAt?: Maybe<Instant>;
  escalatedAt?: Maybe<Instant>;
  escalationSeenBy?: Maybe<string>;
}

export interface EcgReading {
  statement: EcgStatement;
  text?: Maybe<string>;
  by: string;
  at: Instant;
}

export interface EcgView {
  ecgId: string;
  /** ecg-12-lead or still. */
  kind: string;
  patientId: string;
  acquiredAt: Instant;
  receivedAt: Instant;
  mediaType: string;
  length: number;
  monitorStatement?: Maybe<string>;
  reading?: Maybe<EcgReading>;
}

export interface ChannelStep {
  event: ChannelEvent;
  at: Instant;
  recordedAt: Instant;
  actor: string;
  hospitalId?: Maybe<string>;
  reason?: Maybe<string>;
}

export interface ChannelView {
  channelId: string;
  kind: ChannelKind;
  patientId: string;
  openedAt: Instant;
  openedBy: string;
  steps: ChannelStep[];
  clocks: ClockView[];
  hospitalId?: Maybe<string>;
  noticeSentAt?: Maybe<Instant>;
  noticeAcknowledgedAt?: Maybe<Instant>;
  noticeAcknowledgedBy?: Maybe<string>;
  closedAt?: Maybe<Instant>;
  closeReason?: Maybe<string>;
}

export interface VitalAlarmView {
  alarmId: string;
  patientId: string;
  /** `monitor` when it is silent altogether. */
  kind: VitalKind | 'monitor';
  level: 'warning' | 'danger' | 'technical';
  direction?: Maybe<'high' | 'low'>;
  value?: Maybe<number>;
  limit?: Maybe<number>;
  raisedAt: Instant;
  escalation: number;
  acknowledgedAt?: Maybe<Instant>;
  acknowledgedBy?: Maybe<string>;
  endedAt?: Maybe<Instant>;
}

export interface LinkReport {
  at: Instant;
  uplink: string;
  rttMs?: Maybe<number>;
  lossShare?: Maybe<number>;
  bytesPerSecond?: Maybe<number>;
  ecgMode: 'full' | 'half-rate' | 'four-leads' | 'off';
  radio?: Maybe<string>;
  waiting: number;
  backlogSeconds: number;
}

export interface VehicleLink {
  ambulanceId: string;
  report: LinkReport;
}

export interface CareView {
  caseId: string;
  version: number;
  patients: CarePatient[];
  participants: ParticipantView[];
  guidance: GuidanceView[];
  orders: OrderView[];
  ecgs: EcgView[];
  channels: ChannelView[];
  alarms: VitalAlarmView[];
  links: VehicleLink[];
}

export interface VitalValue {
  kind: VitalKind;
  value: number;
  at: Instant;
  off: boolean;
  level?: Maybe<VitalLevel>;
}

export interface NewestVitals {
  caseId: string;
  patientId: string;
  ambulanceId?: Maybe<string>;
  values: VitalValue[];
  version: number;
}

export interface NewestVitalsBatch {
  at: Instant;
  patients: NewestVitals[];
}

/** `data` is base64 of one compressed block. */
export interface LiveEcg {
  caseId: string;
  patientId: string;
  ambulanceId: string;
  sequence: number;
  at: Instant;
  data: string;
}

export interface EcgPush {
  block: LiveEcg;
  dropped: number;
}

export interface CareSnapshot {
  serverTime: Instant;
  care: CareView;
  vitals: NewestVitals[];
  ecg: LiveEcg[];
}

export interface VitalTrendLine {
  kind: VitalKind;
  low: Maybe<number>[];
  high: Maybe<number>[];
  last: Maybe<number>[];
}

export interface VitalTrendView {
  caseId: string;
  patientId: string;
  from: Instant;
  to: Instant;
  bucketSeconds: number;
  lines: VitalTrendLine[];
}

export interface CallSignal {
  caseId: string;
  from: string;
  to?: Maybe<string>;
  kind: 'join' | 'leave' | 'offer' | 'answer' | 'candidate' | 'state';
  payload: string;
}

export interface IceServer {
  urls: string[];
  username?: Maybe<string>;
  credential?: Maybe<string>;
}

export interface CrewCare {
  ambulanceId: string;
  caseId: string;
  assignmentId: string;
  version: number;
  patientId?: Maybe<string>;
  patients: CarePatient[];
  participants: ParticipantView[];
  guidance: GuidanceView[];
  orders: OrderView[];
  ecgs: EcgView[];
  channels: ChannelView[];
  alarms: VitalAlarmView[];
}

export type CrewAct =
  | { act: 'order-progress'; orderId: string; state: OrderState; text?: Maybe<string> }
  | { act: 'guidance-seen'; guidanceId: string; read: boolean }
  | { act: 'checklist-ticked'; guidanceId: string; item: number }
  | { act: 'crew-said'; guidanceId: string; text: string }
  | { act: 'patient-described'; patientId?: Maybe<string>; facts: Partial<PatientFactsView> }
  | { act: 'channel-opened'; channelId: string; kind: ChannelKind; patientId?: Maybe<string> }
  | { act: 'channel-happened'; channelId: string; event: ChannelEvent; reason?: Maybe<string> }
  | { act: 'drug-given'; orderId: string; body: OrderBody; patientId?: Maybe<string> }
  | { act: 'alarm-seen'; alarmId: string };

/** A drug of the rule set, as GET /api/order-rules lists it. */
export interface RuleDrug {
  code: string;
  name: string;
  nameZh: string;
  units: string[];
  routes: string[];
}

export interface OrderRulesView {
  version: string;
  notice: string;
  noticeZh: string;
  drugs: RuleDrug[];
  procedures: string[];
}

export interface PhysicianView {
  user: string;
  affiliation?: Maybe<string>;
  online: boolean;
}
