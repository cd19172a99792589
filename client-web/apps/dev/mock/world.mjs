// A small made-up county: cases, units and hospitals that change slowly, for development only.
import { route, towns } from './geometry.mjs';

export const now = () => Date.now();
const iso = (ms) => new Date(ms).toISOString();
export const ago = (seconds) => iso(now() - seconds * 1000);
const order = [
  'Reserved',
  'Offered',
  'Acknowledged',
  'EnRoute',
  'OnScene',
  'AtPatient',
  'PatientLoaded',
  'LeftScene',
  'AtHospital',
  'HandedOver',
  'Cleared',
];
const exits = ['Declined', 'Cancelled', 'Diverted', 'NoPatientFound', 'PatientRefused', 'DeadOnScene'];

export const county = {
  name: '临湘市',
  nameEn: 'Linxiang',
  timeZone: 'Asia/Shanghai',
  synthetic: true,
  notice: '道路为合成数据，乡镇位置为近似值（±3 km）。',
  bounds: [113.3, 29.2, 113.75, 29.85],
  stations: [0, 5, 7, 8, 11, 12].map((i, n) => ({
    stationId: `ST0${n + 1}`,
    name: `${towns[i].name}站`,
    position: { lon: towns[i].lon, lat: towns[i].lat },
  })),
};

export const cases = new Map();
export const units = new Map();
export const hospitals = new Map();
const timelines = new Map();
let lastNumber = 0;
let lastAssignment = 0;

export const timeline = (id) => timelines.get(id) ?? [];

export function record(c, entry) {
  const entries = timelines.get(c.caseId) ?? [];
  entries.push({
    sequence: entries.length + 1,
    at: iso(now()),
    recordedAt: iso(now()),
    actor: 'dispatcher1',
    source: 'desk',
    ...entry,
  });
  timelines.set(c.caseId, entries);
  c.version++;
}

export function refuse(status, code, detail) {
  throw Object.assign(new Error(detail), { status, code });
}

export function openCase(body, receivedSecondsAgo = 0) {
  lastNumber++;
  const received = now() - receivedSecondsAgo * 1000;
  const urban = Math.hypot(body.location.lon - 113.425, body.location.lat - 29.468) < 0.045;
  const c = {
    caseId: `c${String(lastNumber).padStart(5, '0')}`,
    number: `20261122-${String(lastNumber).padStart(4, '0')}`,
    status: 'waiting',
    priority: body.priority,
    location: body.location,
    area: urban ? 'urban' : 'rural',
    standardSeconds: urban ? 900 : 1800,
    receivedAt: iso(received),
    complaint: body.complaint,
    caller: body.caller ?? null,
    patientCount: body.patients ?? 1,
    notes: body.notes ? [body.notes] : [],
    assignments: [],
    patients: [],
    clocks: [],
    endedAt: null,
    endReason: null,
    responseKnowledge: 'pending',
    responseSeconds: null,
    version: 0,
  };
  cases.set(c.caseId, c);
  record(c, { kind: 'case-opened', at: c.receivedAt, recordedAt: c.receivedAt });
  return refresh(c);
}

const milestoneOf = (a, name) => a.milestones.find((m) => m.milestone === name);

/** Status and clocks follow from the assignments. */
export function refresh(c) {
  const live = c.assignments.filter((a) => a.active);
  if (c.status === 'waiting' || c.status === 'assigned') c.status = live.length > 0 ? 'assigned' : 'waiting';
  const first = (name) =>
    c.assignments
      .map((a) => milestoneOf(a, name)?.occurredAt)
      .filter(Boolean)
      .sort()[0] ?? null;
  const clock = (name, from, to, targetSeconds) => {
    const over = from && to && (Date.parse(to) - Date.parse(from)) / 1000 > targetSeconds;
    return { name, from, to, targetSeconds, state: !from ? 'notStarted' : !to ? 'running' : over ? 'missed' : 'met' };
  };
  c.clocks = [
    clock('dispatch', c.receivedAt, first('Offered'), 60),
    clock('turnout', first('Offered'), first('EnRoute'), 180),
    clock('response', c.receivedAt, first('OnScene'), c.standardSeconds),
  ];
  return c;
}

export function assign(c, body) {
  const unit = units.get(body.ambulanceId) ?? refuse(404, 'unknown-unit', 'no such unit');
  if (unit.duty === 'OnMission' && !body.queue && !body.divertReason)
    refuse(409, 'unit-not-free', `unit ${unit.ambulanceId} is on ${unit.caseId}`);
  const way = route(unit.position, c.location);
  const a = {
    assignmentId: `a${++lastAssignment}`,
    ambulanceId: unit.ambulanceId,
    milestone: 'Offered',
    etaSeconds: way.seconds,
    etaAt: iso(now()),
    active: true,
    milestones: [],
    hospitalId: null,
    overrideReason: body.overrideReason ?? null,
    notBefore: null,
    pending: false,
  };
  c.assignments.push(a);
  record(c, {
    kind: 'assignment-requested',
    assignmentId: a.assignmentId,
    ambulanceId: a.ambulanceId,
    reason: body.overrideReason ?? null,
  });
  reach(c, a, 'Offered', {});
  return a;
}

export function reach(c, a, milestone, { occurredAt = iso(now()), source = 'desk', actor = 'dispatcher1', reason = null }) {
  const from = order.indexOf(a.milestone);
  if (exits.includes(milestone) && !reason) refuse(422, 'reason-required', `${milestone} needs a reason`);
  if (from < 0 || a.milestone === 'Cleared') refuse(409, 'assignment-ended', 'it is over');
  if (!milestoneOf(a, milestone)) a.milestones.push({ milestone, occurredAt, recordedAt: iso(now()), source, actor, reason });
  if (exits.includes(milestone) || order.indexOf(milestone) > from || milestone === 'Offered') a.milestone = milestone;
  a.active = !exits.includes(milestone) && milestone !== 'Cleared';
  record(c, {
    kind: 'milestone-recorded',
    assignmentId: a.assignmentId,
    ambulanceId: a.ambulanceId,
    milestone,
    at: occurredAt,
    source,
    actor,
    reason,
  });
  const unit = units.get(a.ambulanceId);
  Object.assign(
    unit,
    a.active
      ? { duty: 'OnMission', caseId: c.caseId, assignmentId: a.assignmentId, milestone: a.milestone, milestoneAt: occurredAt }
      : { duty: 'AvailableMobile', caseId: null, assignmentId: null, milestone: null, milestoneAt: null },
  );
  unit.version++;
  refresh(c);
}

export function recommend(c) {
  const candidates = [...units.values()]
    .filter((u) => u.duty.startsWith('Available'))
    .map((u) => {
      const etaSeconds = route(u.position, c.location).seconds + (u.duty === 'AvailableAtStation' ? 90 : 20);
      const cost = Math.round(Math.abs(Math.sin(u.ambulanceId.charCodeAt(2) * 7)) * 9000);
      return {
        ambulanceId: u.ambulanceId,
        etaSeconds,
        meetsStandard: etaSeconds < c.standardSeconds,
        duty: u.duty,
        capabilities: u.capabilities,
        fixAgeSeconds: u.fixAt ? (now() - Date.parse(u.fixAt)) / 1000 : null,
        coverageCost: cost,
        requiresDivert: false,
        needsOverride: false,
        reasons: [],
      };
    })
    .sort((a, b) => a.etaSeconds - b.etaSeconds);
  candidates.forEach((candidate, i) => {
    const margin = Math.round(c.standardSeconds - candidate.etaSeconds);
    candidate.reasons = [
      ...(i === 0 ? [{ code: 'nearest', arguments: {} }] : []),
      margin >= 0
        ? { code: 'meets-standard', arguments: { marginSeconds: String(margin) } }
        : { code: 'late-by', arguments: { seconds: String(-margin) } },
      ...(candidate.duty === 'AvailableAtStation' ? [{ code: 'at-station', arguments: {} }] : []),
      ...(candidate.fixAgeSeconds > 120
        ? [{ code: 'position-stale', arguments: { ageSeconds: String(Math.round(candidate.fixAgeSeconds)) } }]
        : []),
      { code: 'coverage-cost', arguments: { people: String(candidate.coverageCost) } },
    ];
  });
  const recommendationId = `r${now()}`;
  return { caseId: c.caseId, computedAt: iso(now()), candidates, recommendationId, needs: [], unavailable: [], additional: [] };
}

/** Where the units drive to. */
function goal(unit) {
  const c = unit.caseId ? cases.get(unit.caseId) : undefined;
  if (unit.milestone === 'EnRoute') return c?.location;
  if (unit.milestone === 'LeftScene') return hospitals.get('H1').position;
  if (unit.duty === 'AvailableMobile' && unit.ambulanceId === 'A13')
    return { lon: 113.44 + 0.05 * Math.sin(now() / 60_000), lat: 29.46 + 0.03 * Math.cos(now() / 60_000) };
  return undefined;
}

/** Moves every unit that drives, and answers the new fixes. */
export function drive() {
  const fixes = [];
  for (const unit of units.values()) {
    const to = goal(unit);
    if (to) {
      const dx = (to.lon - unit.position.lon) * 0.87;
      const dy = to.lat - unit.position.lat;
      const distance = Math.hypot(dx, dy);
      const step = Math.min(distance, 0.00014 * 2);
      if (distance > 1e-6) {
        unit.position = {
          lon: unit.position.lon + ((dx / distance) * step) / 0.87,
          lat: unit.position.lat + (dy / distance) * step,
        };
        unit.headingDegrees = (Math.atan2(dx, dy) * 180) / Math.PI;
        unit.speedKmh = 56;
      }
    } else if (unit.link.state !== 'online' || now() % 20_000 > 1_900) continue;
    unit.fixAt = iso(now());
    fixes.push({
      ambulanceId: unit.ambulanceId,
      position: unit.position,
      fixAt: unit.fixAt,
      speedKmh: unit.speedKmh,
      headingDegrees: unit.headingDegrees,
    });
  }
  return fixes;
}

export function coverage(version) {
  const free = [...units.values()].filter((u) => u.duty.startsWith('Available')).length;
  const share = (base) => Math.min(0.995, base + free * 0.006 + Math.sin(now() / 240_000) * 0.01);
  return {
    asOf: iso(now()),
    units: free,
    version,
    urban: { standardSeconds: 900, population: 168_000, covered: 160_000, share: share(0.89), coveredTwice: 119_000 },
    rural: { standardSeconds: 1800, population: 262_000, covered: 210_000, share: share(0.74), coveredTwice: 110_000 },
    worst: [
      { name: '黄盖镇', etaSeconds: 2450 },
      { name: '坦渡镇', etaSeconds: 2010 },
    ],
  };
}
