// Mirrors the tablet's records of Emergency.Agent (Tablet/TabletState.cs) as JSON carries them.
import type { CrewCare, VitalKind, VitalValue } from '../shared/transport/careWire';
import type { AreaKind, CaseLocation, FactSource, Instant, LonLat, Maybe, Milestone, Priority } from '../shared/transport/wire';

export type ReportState = 'held' | 'waiting' | 'durable' | 'refused';

export interface Refusal {
  code: string;
  detail: string;
}

export interface TabletLink {
  state: 'online' | 'connecting' | 'offline';
  since: Instant;
  lastError?: Maybe<string>;
  uplink?: Maybe<string>;
  rttMs?: Maybe<number>;
  lossShare?: Maybe<number>;
  ecgMode?: Maybe<string>;
  radio?: Maybe<string>;
}

export interface TabletWaiting {
  /** milestones acts vitals fixes attachments ecg */
  kind: string;
  count: number;
  oldestAt?: Maybe<Instant>;
}

export interface TabletInput {
  /** gps monitor ecg */
  name: string;
  state: 'off' | 'down' | 'silent' | 'good';
  lastAt?: Maybe<Instant>;
  problem?: Maybe<string>;
}

export interface TabletThinning {
  fixes: number;
  ecgBlocks: number;
  from?: Maybe<Instant>;
  to?: Maybe<Instant>;
}

export interface AssignmentOrder {
  assignmentId: string;
  caseId: string;
  number: string;
  priority: Priority;
  complaint: string;
  location: CaseLocation;
  area: AreaKind;
  patientCount: number;
  notes: string[];
  active: boolean;
  milestone: Milestone;
  hospitalId?: Maybe<string>;
  hospitalPosition?: Maybe<LonLat>;
  notBefore?: Maybe<Instant>;
}

export interface TabletRoute {
  to: 'scene' | 'hospital';
  straightMetres: number;
  etaSeconds: number;
  bearingDegrees: number;
  fixAt: Instant;
}

export interface TabletMilestone {
  milestone: Milestone;
  occurredAt?: Maybe<Instant>;
  source?: Maybe<FactSource>;
  state: ReportState;
  reportId?: Maybe<string>;
  undoSeconds?: Maybe<number>;
  reason?: Maybe<string>;
  refusal?: Maybe<Refusal>;
}

export interface TabletAssignment {
  order: AssignmentOrder;
  standing: 'active' | 'waiting' | 'withdrawn' | 'over';
  route?: Maybe<TabletRoute>;
  milestones: TabletMilestone[];
  next?: Maybe<Milestone>;
  choices: Milestone[];
  reasonFor: Milestone[];
}

export interface TabletProposal {
  proposalId: string;
  assignmentId: string;
  milestone: Milestone;
  at: Instant;
}

export interface TabletTrend {
  kind: VitalKind;
  from: Instant;
  bucketSeconds: number;
  values: Maybe<number>[];
}

export interface TabletReport {
  reportId: string;
  kind: string;
  about: string;
  occurredAt: Instant;
  state: ReportState;
  assignmentId: string;
  refusal?: Maybe<Refusal>;
}

export interface TabletEcg {
  ecgId: string;
  kind: string;
  at: Instant;
  refusal?: Maybe<Refusal>;
}

export interface TabletState {
  ambulanceId: string;
  at: Instant;
  clockSpeed: number;
  version: number;
  link: TabletLink;
  waiting: TabletWaiting[];
  inputs: TabletInput[];
  thinned: TabletThinning;
  position?: Maybe<LonLat & { at: Instant; speedKmh?: Maybe<number>; accuracyMetres?: Maybe<number> }>;
  assignments: TabletAssignment[];
  proposals: TabletProposal[];
  vitals: { values: VitalValue[]; trends: TabletTrend[] };
  care: CrewCare[];
  reports: TabletReport[];
  ecgs: TabletEcg[];
  undoSeconds: number;
}

export interface EcgWaveBlock {
  sequence: number;
  at: Instant;
  data: string;
}
