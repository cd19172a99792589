import { openChannels } from '../shared/care/careModel';
import { etaOf } from '../shared/model/eta';
import { rankOf } from '../shared/model/milestones';
import type { CareView, ChannelView } from '../shared/transport/careWire';
import type { AssignmentView, CaseView, HospitalView, InboundView, UnitView } from '../shared/transport/wire';

/** A patient who is on the way to a hospital, or has just come. */
export interface Arrival {
  readonly key: string;
  readonly case: CaseView;
  readonly assignment: AssignmentView | undefined;
  /** The hospital's own notice; undefined when only a green channel names the hospital so far. */
  readonly inbound: InboundView | undefined;
  readonly channels: readonly ChannelView[];
  /** Seconds to the door, as the vehicle reckons it now; undefined when nobody knows. */
  readonly eta: number | undefined;
  readonly arrived: boolean;
}

interface Facts {
  readonly cases: Readonly<Record<string, CaseView>>;
  readonly care: Readonly<Record<string, CareView>>;
  readonly units: Readonly<Record<string, UnitView>>;
}

function arrivalOf(c: CaseView, inbound: InboundView | undefined, hospital: HospitalView, facts: Facts, now: number): Arrival {
  const care = facts.care[c.caseId];
  const assignment =
    c.assignments.find((a) => a.assignmentId === inbound?.assignmentId) ??
    c.assignments.find((a) => a.active && a.hospitalId === hospital.hospitalId);
  const patients = (care?.patients ?? []).filter(
    (p) => !assignment || !p.assignmentId || p.assignmentId === assignment.assignmentId,
  );
  const live = assignment && etaOf(assignment, facts.units[assignment.ambulanceId], assignment.milestone, now);
  const arrived = assignment !== undefined && rankOf(assignment.milestone) >= rankOf('AtHospital');
  return {
    key: `${c.caseId} ${assignment?.assignmentId ?? ''}`,
    case: c,
    assignment,
    inbound,
    channels: openChannels(care).filter(
      (ch) =>
        (!ch.hospitalId || ch.hospitalId === hospital.hospitalId) &&
        (patients.length === 0 || patients.some((p) => p.patientId === ch.patientId)),
    ),
    eta: arrived ? undefined : (live ?? inbound?.etaSeconds ?? undefined),
    arrived,
  };
}

/** Everybody on the way to a hospital: notices nobody has acknowledged first, then by the time to the door. */
export function arrivalsOf(hospital: HospitalView, facts: Facts, now: number): Arrival[] {
  const announced = hospital.inbound.flatMap((inbound) => {
    const c = facts.cases[inbound.caseId];
    return c ? [arrivalOf(c, inbound, hospital, facts, now)] : [];
  });
  const named = Object.values(facts.care).flatMap((care) => {
    const c = facts.cases[care.caseId];
    const ours = openChannels(care).some((ch) => ch.hospitalId === hospital.hospitalId);
    const known = announced.some((a) => a.case.caseId === care.caseId);
    return c && ours && !known ? [arrivalOf(c, undefined, hospital, facts, now)] : [];
  });
  const unseen = (a: Arrival) => Number(!(a.inbound && !a.inbound.acknowledgedAt));
  const order = { I: 0, II: 1, III: 2, IV: 3 };
  return [...announced, ...named].sort(
    (a, b) =>
      unseen(a) - unseen(b) ||
      Number(a.arrived) - Number(b.arrived) ||
      (a.eta ?? Number.MAX_SAFE_INTEGER) - (b.eta ?? Number.MAX_SAFE_INTEGER) ||
      order[a.case.priority] - order[b.case.priority],
  );
}
