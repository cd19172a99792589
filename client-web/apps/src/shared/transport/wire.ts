// The records of Emergency.Contracts as they travel in JSON. Fields are only ever appended; what the server leaves
// out and what it sends as null mean the same: unknown.

import type { CareView, NewestVitals } from './careWire';

export type Maybe<T> = T | null | undefined;

/** An instant in ISO 8601 with offset. */
export type Instant = string;

export type Priority = 'I' | 'II' | 'III' | 'IV';
export type AreaKind = 'urban' | 'rural';
export type FactSource = 'desk' | 'vehicle' | 'geofence' | 'system';
export type CaseStatus = 'waiting' | 'assigned' | 'closed' | 'cancelled';
export type LinkState = 'none' | 'online' | 'stale' | 'offline';
export type ClockState = 'notStarted' | 'running' | 'met' | 'missed' | 'unknown';
export type UnitDuty = 'OffDuty' | 'AvailableAtStation' | 'AvailableMobile' | 'Paused' | 'OutOfService' | 'OnMission';
export type Step =
  | 'Reserved'
  | 'Offered'
  | 'Acknowledged'
  | 'EnRoute'
  | 'OnScene'
  | 'AtPatient'
  | 'PatientLoaded'
  | 'LeftScene'
  | 'AtHospital'
  | 'HandedOver'
  | 'Cleared'
  | 'BackAtStation';
export type Exit = 'Declined' | 'Cancelled' | 'Diverted' | 'NoPatientFound' | 'PatientRefused' | 'DeadOnScene';
export type Milestone = Step | Exit;

export interface LonLat {
  lon: number;
  lat: number;
}

export interface CaseLocation extends LonLat {
  address?: Maybe<string>;
}

export interface CallerInfo {
  name?: Maybe<string>;
  phone?: Maybe<string>;
}

export interface PatientView {
  patientId: string;
  name?: Maybe<string>;
  ageYears?: Maybe<number>;
  sex?: Maybe<string>;
  notes?: Maybe<string>;
}

export interface MilestoneView {
  milestone: Milestone;
  occurredAt: Instant;
  recordedAt: Instant;
  source: FactSource;
  actor: string;
  reason?: Maybe<string>;
}

export interface AssignmentView {
  assignmentId: string;
  ambulanceId: string;
  milestone: Milestone;
  etaSeconds?: Maybe<number>;
  etaAt?: Maybe<Instant>;
  active: boolean;
  milestones: MilestoneView[];
  hospitalId?: Maybe<string>;
  overrideReason?: Maybe<string>;
  /** The unit that was recommended first when this one was chosen. */
  firstChoice?: Maybe<string>;
  notBefore?: Maybe<Instant>;
  pending: boolean;
}

export interface ClockView {
  name: string;
  from?: Maybe<Instant>;
  to?: Maybe<Instant>;
  targetSeconds: number;
  state: ClockState;
  /** The assignment it is about; null when it is about the case. */
  assignmentId?: Maybe<string>;
}

export interface CaseView {
  caseId: string;
  number: string;
  status: CaseStatus;
  priority: Priority;
  location: CaseLocation;
  area: AreaKind;
  standardSeconds: number;
  receivedAt: Instant;
  complaint: string;
  caller?: Maybe<CallerInfo>;
  patientCount: number;
  notes: string[];
  assignments: AssignmentView[];
  patients: PatientView[];
  clocks: ClockView[];
  endedAt?: Maybe<Instant>;
  endReason?: Maybe<string>;
  version: number;
  responseKnowledge?: Maybe<'pending' | 'known' | 'unknown' | 'none'>;
  responseSeconds?: Maybe<number>;
}

export interface TimelineEntry {
  sequence: number;
  at: Instant;
  recordedAt: Instant;
  kind: string;
  actor: string;
  source: FactSource;
  assignmentId?: Maybe<string>;
  ambulanceId?: Maybe<string>;
  milestone?: Maybe<Milestone>;
  reason?: Maybe<string>;
  detail?: Maybe<string>;
  firstChoice?: Maybe<string>;
}

export interface QueuedAssignment {
  caseId: string;
  assignmentId: string;
  notBefore?: Maybe<Instant>;
}

export interface UnitView {
  ambulanceId: string;
  plate: string;
  station: string;
  stationName: string;
  capabilities: string[];
  duty: UnitDuty;
  dutyReason?: Maybe<string>;
  caseId?: Maybe<string>;
  assignmentId?: Maybe<string>;
  milestone?: Maybe<Milestone>;
  milestoneAt?: Maybe<Instant>;
  queued: QueuedAssignment[];
  position?: Maybe<LonLat>;
  fixAt?: Maybe<Instant>;
  speedKmh?: Maybe<number>;
  headingDegrees?: Maybe<number>;
  fixAgeSeconds?: Maybe<number>;
  link: { state: LinkState; lastHeardAt?: Maybe<Instant> };
  version: number;
  etaSeconds?: Maybe<number>;
  etaAt?: Maybe<Instant>;
  /** The station that it was told to move to and is on its way to. */
  move?: Maybe<MoveOrder>;
  /** The station where it stands since it moved there; without it, its own. */
  standsAt?: Maybe<string>;
}

export interface MoveOrder {
  moveId: string;
  to: string;
  toName: string;
  toPosition: LonLat;
  since: Instant;
}

export interface UnitPosition {
  ambulanceId: string;
  position: LonLat;
  fixAt: Instant;
  speedKmh?: Maybe<number>;
  headingDegrees?: Maybe<number>;
}

export interface InboundView {
  caseId: string;
  assignmentId: string;
  ambulanceId: string;
  complaint: string;
  priority: Priority;
  etaSeconds?: Maybe<number>;
  announcedAt: Instant;
  acknowledgedAt?: Maybe<Instant>;
}

export interface DiversionView {
  reason: string;
  since: Instant;
  until?: Maybe<Instant>;
  actor: string;
}

export interface HospitalView {
  hospitalId: string;
  name: string;
  position: LonLat;
  centres: string[];
  capacity?: Maybe<number>;
  capacityAt?: Maybe<Instant>;
  diversion?: Maybe<DiversionView>;
  inbound: InboundView[];
  version: number;
}

export interface AreaCoverageView {
  standardSeconds: number;
  population: number;
  covered: number;
  share?: Maybe<number>;
  /** People within the standard of two available units. */
  coveredTwice: number;
  areaKm2?: number;
  areaCoveredKm2?: number;
  /** People to be expected in time while units are busy. */
  expected?: Maybe<number>;
}

export interface CoverageView {
  asOf: Instant;
  units: number;
  urban: AreaCoverageView;
  rural: AreaCoverageView;
  worst: WorstPlaceView[];
  version: number;
  townships?: Maybe<TownshipCoverageView[]>;
  /** The share of its time for which a unit is taken to be busy. */
  busyFraction?: Maybe<number>;
  /** Measured on the fleet, rather than set by the county. */
  busyMeasured?: boolean;
}

export interface WorstPlaceView {
  name: string;
  etaSeconds?: Maybe<number>;
  nameEn?: Maybe<string>;
  township?: Maybe<string>;
  townshipEn?: Maybe<string>;
  position?: Maybe<LonLat>;
  people?: Maybe<number>;
  area?: Maybe<AreaKind>;
}

export interface TownshipCoverageView {
  name: string;
  nameEn: string;
  position: LonLat;
  population: number;
  covered: number;
  share?: Maybe<number>;
  coveredTwice: number;
  areaKm2: number;
  areaCoveredKm2: number;
  expected?: Maybe<number>;
  lastSeconds?: Maybe<number>;
}

export interface HourShareView {
  share?: Maybe<number>;
  least?: Maybe<number>;
}

export interface CoverageHourView {
  start: Instant;
  urban: HourShareView;
  rural: HourShareView;
  units: number;
  observedSeconds: number;
}

export interface CoverageByHourView {
  asOf: Instant;
  hours: CoverageHourView[];
}

export type ServerAlarmLevel = 'info' | 'warning' | 'danger';

export interface AlarmView {
  alarmId: string;
  kind: string;
  area: AreaKind;
  level: ServerAlarmLevel;
  share: number;
  threshold: number;
  raisedAt: Instant;
  changedAt: Instant;
  recoveredAt?: Maybe<Instant>;
  acknowledgedBy?: Maybe<string>;
  acknowledgedAt?: Maybe<Instant>;
}

export interface AlarmsView {
  alarms: AlarmView[];
  version: number;
}

export type RoadShape = 'point' | 'line' | 'area';

export interface RoadConditionView {
  conditionId: string;
  shape: RoadShape;
  points: LonLat[];
  /** How many times as long the roads take; nothing where they are closed. */
  factor?: Maybe<number>;
  reason: string;
  since: Instant;
  until?: Maybe<Instant>;
  actor: string;
  place?: Maybe<string>;
  roads: number;
  lines: LonLat[][];
}

export interface RoadConditionsView {
  conditions: RoadConditionView[];
  hour?: Maybe<number>;
  appliedAt?: Maybe<Instant>;
  version: number;
}

export interface RelocationView {
  relocationId: string;
  ambulanceId: string;
  from?: Maybe<string>;
  fromName?: Maybe<string>;
  to: string;
  toName: string;
  toPosition: LonLat;
  driveSeconds: number;
  peopleGained: number;
  expectedGained: number;
  movesThisShift: number;
  movesPerShift: number;
  suggestedAt: Instant;
}

export interface RelocationOrderView {
  ambulanceId: string;
  to: string;
  toName: string;
  toPosition: LonLat;
  at: Instant;
  by: string;
}

export interface RelocationsView {
  asOf: Instant;
  suggestions: RelocationView[];
  underWay: RelocationOrderView[];
  version: number;
  takeovers: TakeoverView[];
}

/** A case that a unit is driving to, and a free unit that would be there sooner. */
export interface TakeoverView {
  takeoverId: string;
  caseId: string;
  number: string;
  priority: Priority;
  underWay: string;
  underWayAssignment: string;
  remainingSeconds: number;
  free: string;
  etaSeconds: number;
  gainSeconds: number;
  /** The unit under way would be late, and the free one would not. */
  rescues: boolean;
  suggestedAt: Instant;
}

export interface ReasonView {
  code: string;
  arguments: Record<string, string>;
}

export interface CandidateView {
  ambulanceId: string;
  etaSeconds?: Maybe<number>;
  meetsStandard?: Maybe<boolean>;
  duty: UnitDuty;
  capabilities: string[];
  fixAgeSeconds?: Maybe<number>;
  coverageCost?: Maybe<number>;
  reasons: ReasonView[];
  requiresDivert: boolean;
  /** It lacks what the complaint asks for: sending it needs a reason. */
  needsOverride: boolean;
}

/** A unit that could not go, and why. */
export interface UnavailableView {
  ambulanceId: string;
  duty: UnitDuty;
  reasons: ReasonView[];
}

/** A further unit that the county's rules advise. */
export interface AdditionalUnitView {
  kind: string;
  why: ReasonView;
  candidates: CandidateView[];
}

export interface RecommendationsView {
  caseId: string;
  computedAt: Instant;
  candidates: CandidateView[];
  /** Names what was first; sent back with a choice, so that it is judged by what was on the screen. */
  recommendationId: string;
  needs: string[];
  unavailable: UnavailableView[];
  additional: AdditionalUnitView[];
}

export interface HospitalCandidateView {
  hospitalId: string;
  name: string;
  etaSeconds?: Maybe<number>;
  suitable: boolean;
  centres: string[];
  capacity?: Maybe<number>;
  capacityAgeSeconds?: Maybe<number>;
  reasons: ReasonView[];
}

export interface HospitalRecommendationsView {
  caseId: string;
  computedAt: Instant;
  /** The unit that has the patient on board, whose position the times are from; none for the scene. */
  ambulanceId?: Maybe<string>;
  positionAgeSeconds?: Maybe<number>;
  needs: string[];
  candidates: HospitalCandidateView[];
}

export interface ResponseTimesView {
  count: number;
  within: number;
  share?: Maybe<number>;
  medianSeconds?: Maybe<number>;
  p90Seconds?: Maybe<number>;
  unknown: number;
}

export interface ResponseTimeReport {
  from: Instant;
  to: Instant;
  urban: ResponseTimesView;
  rural: ResponseTimesView;
}

export interface StationView {
  stationId: string;
  name: string;
  position: LonLat;
}

export interface CountyInfo {
  name: string;
  nameEn: string;
  timeZone: string;
  synthetic: boolean;
  notice?: Maybe<string>;
  noticeEn?: Maybe<string>;
  bounds: number[];
  stations: StationView[];
}

export interface CaseListItem {
  caseId: string;
  number: string;
  status: CaseStatus;
  receivedAt: Instant;
}

export interface Fact {
  case?: Maybe<CaseView>;
  unit?: Maybe<UnitView>;
  hospital?: Maybe<HospitalView>;
  alarms?: Maybe<AlarmsView>;
  roads?: Maybe<RoadConditionsView>;
  relocations?: Maybe<RelocationsView>;
  care?: Maybe<CareView>;
}

export interface FactBatch {
  from: number;
  to: number;
  at: Instant;
  facts: Fact[];
}

export interface PositionBatch {
  at: Instant;
  positions: UnitPosition[];
}

export interface Beat {
  serverTime: Instant;
  version: number;
  clockSpeed: number;
  degraded: string[];
}

export interface ConsoleSnapshot {
  version: number;
  serverTime: Instant;
  clockSpeed: number;
  county: CountyInfo;
  cases: CaseView[];
  units: UnitView[];
  hospitals: HospitalView[];
  coverage?: Maybe<CoverageView>;
  degraded: string[];
  alarms?: Maybe<AlarmsView>;
  roads?: Maybe<RoadConditionsView>;
  relocations?: Maybe<RelocationsView>;
  care?: Maybe<CareView[]>;
  vitals?: Maybe<NewestVitals[]>;
}

export interface SessionView {
  user: string;
  roles: string[];
  /** The hospital or health centre whose desk this is; none for everybody else. */
  hospitalId?: Maybe<string>;
}
