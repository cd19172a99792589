import type { FeatureCollection, LineString } from 'geojson';
import { command, request } from './http';
import type * as Wire from './wire';

export type CoordinateSystem = 'WGS84' | 'GCJ02';
export type MapLayerName = 'roads' | 'boundary' | 'urban' | 'places' | 'water';

export interface NewCase {
  location: { lon: number; lat: number; address?: string; crs?: CoordinateSystem };
  caller?: { name?: string; phone?: string };
  complaint: string;
  priority: Wire.Priority;
  patients: number;
  notes?: string;
}

export interface CaseChange {
  priority?: Wire.Priority;
  complaint?: string;
  location?: Wire.CaseLocation;
  patientCount?: number;
  note?: string;
}

export interface AssignRequest {
  ambulanceId: string;
  overrideReason?: string;
  queue?: boolean;
  notBefore?: Wire.Instant;
  divertReason?: string;
  recommendationId?: string;
}

export interface MilestoneRequest {
  milestone: Wire.Milestone;
  occurredAt: Wire.Instant;
  reason?: string;
  hospitalId?: string;
  correct?: boolean;
}

export interface RoadRequest {
  shape: Wire.RoadShape;
  points: Wire.LonLat[];
  factor?: number;
  reason: string;
  until?: Wire.Instant;
}

export interface RouteAnswer {
  seconds: number;
  metres: number;
  geometry: LineString;
}

const at = (...parts: string[]) => `/api/${parts.map(encodeURIComponent).join('/')}`;
const milestones = (caseId: string, assignmentId: string) => at('cases', caseId, 'assignments', assignmentId, 'milestones');

/** Every question and command of the REST interface that the apps use, by name. */
export const api = {
  session: () => request<Wire.SessionView>('GET', '/api/session'),
  signIn: (user: string, password: string) => request<Wire.SessionView>('POST', '/api/session', { user, password }),
  signOut: () => request<void>('DELETE', '/api/session'),

  mapLayer: (layer: MapLayerName) => request<FeatureCollection>('GET', at('map', layer)),
  coverageMap: () => request<FeatureCollection>('GET', '/api/coverage/map'),
  coverageByHour: () => request<Wire.CoverageByHourView>('GET', '/api/coverage/by-hour'),
  isochrones: () => request<FeatureCollection>('GET', '/api/coverage/isochrones'),
  acknowledgeAlarm: (id: string) => command<Wire.AlarmsView>('POST', at('alarms', id, 'acknowledge')),
  setRoad: (body: RoadRequest) => command<Wire.RoadConditionView>('POST', '/api/roads/conditions', body),
  liftRoad: (id: string) => command<Wire.RoadConditionsView>('DELETE', at('roads', 'conditions', id)),
  acceptRelocation: (id: string) => command<Wire.RelocationsView>('POST', at('relocations', id, 'accept')),
  dismissRelocation: (id: string, reason: string) =>
    command<Wire.RelocationsView>('POST', at('relocations', id, 'dismiss'), { reason }),
  withdrawRelocation: (ambulanceId: string, reason: string) =>
    command<Wire.RelocationsView>('POST', at('relocations', ambulanceId, 'withdraw'), { reason }),
  acceptTakeover: (id: string, reason: string) =>
    command<Wire.RelocationsView>('POST', at('takeovers', id, 'accept'), { reason }),
  dismissTakeover: (id: string, reason: string) =>
    command<Wire.RelocationsView>('POST', at('takeovers', id, 'dismiss'), { reason }),
  route: (from: Wire.LonLat, to: Wire.LonLat) =>
    request<RouteAnswer>(
      'GET',
      `/api/route?${new URLSearchParams({ fromLon: `${from.lon}`, fromLat: `${from.lat}`, toLon: `${to.lon}`, toLat: `${to.lat}` })}`,
    ),
  responseTimes: (from: Wire.Instant, to: Wire.Instant) =>
    request<Wire.ResponseTimeReport>('GET', `/api/reports/response-times?${new URLSearchParams({ from, to })}`),

  endedCases: () => request<Wire.CaseListItem[]>('GET', '/api/cases?status=ended'),
  case: (caseId: string) => request<Wire.CaseView>('GET', at('cases', caseId)),
  timeline: (caseId: string) => request<Wire.TimelineEntry[]>('GET', at('cases', caseId, 'timeline')),
  hospitalRecommendations: (caseId: string) =>
    request<Wire.HospitalRecommendationsView>('GET', at('cases', caseId, 'hospital-recommendations')),
  recommendations: (caseId: string) => request<Wire.RecommendationsView>('GET', at('cases', caseId, 'recommendations')),

  openCase: (body: NewCase) => command<Wire.CaseView>('POST', '/api/cases', body),
  amendCase: (caseId: string, body: CaseChange) => command<Wire.CaseView>('PATCH', at('cases', caseId), body),
  endCase: (caseId: string, reason: string, cancelled: boolean) =>
    command<Wire.CaseView>('POST', at('cases', caseId, 'end'), { reason, cancelled }),
  assign: (caseId: string, body: AssignRequest) =>
    command<{ assignmentId: string; ambulanceId: string }>('POST', at('cases', caseId, 'assignments'), body),
  milestone: (caseId: string, assignmentId: string, body: MilestoneRequest) =>
    command<Wire.AssignmentView>('POST', milestones(caseId, assignmentId), body),
  milestonePath: milestones,
  setDestination: (caseId: string, assignmentId: string, hospitalId: string) =>
    command<Wire.AssignmentView>('PUT', at('cases', caseId, 'assignments', assignmentId, 'destination'), { hospitalId }),

  setDuty: (ambulanceId: string, duty: Wire.UnitDuty, reason?: string) =>
    command<Wire.UnitView>('PUT', at('ambulances', ambulanceId, 'duty'), reason ? { duty, reason } : { duty }),
};
