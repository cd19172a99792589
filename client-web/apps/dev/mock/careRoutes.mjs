// The REST paths of care over the made-up county. Each handler gets { args, query, body, user }.
import {
  addEcg,
  attachments,
  careOf,
  channelOf,
  check,
  giveOrder,
  handover,
  openChannel,
  orderOf,
  physicians,
  rules,
  say,
  step,
  touch,
  trend,
  vitalsOf,
} from './care.mjs';
import { encode, heart } from './ecg.mjs';
import { cases, hospitals, now, openCase, refuse } from './world.mjs';

const iso = () => new Date(now()).toISOString();
const of = (path) => new RegExp(`^/api/cases/([^/]+)/${path}$`);
const answer = (view, part) => {
  touch(view);
  return part;
};

export const careRoutes = (publish) => [
  ['GET', of('care'), ({ args }) => careOf(args[0])],
  [
    'GET',
    of('patients/([^/]+)/vitals'),
    ({ args, query }) =>
      trend(`${args[0]}/${args[1]}`, Date.parse(query.get('from')), Date.parse(query.get('to')), Number(query.get('buckets'))),
  ],
  ['GET', of('vitals/newest'), ({ args }) => [vitalsOf(`${args[0]}/1`)]],
  ['GET', of('patients/([^/]+)/handover'), ({ args }) => handover(`${args[0]}/${args[1]}`)],
  [
    'GET',
    of('attachments/([^/]+)'),
    ({ args }) => attachments.get(`${args[0]}/${args[1]}`) ?? refuse(404, 'unknown-ecg', 'no such ECG'),
  ],
  [
    'PUT',
    of('patients/([^/]+)'),
    ({ args, body }) => {
      const view = careOf(args[0]);
      const patient = view.patients.find((p) => p.patientId === args[1]) ?? refuse(404, 'unknown-patient', 'no such patient');
      Object.assign(patient.facts, body);
      return touch(view);
    },
  ],
  [
    'POST',
    of('guidance'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      return answer(view, say(view, body, user));
    },
  ],
  ['POST', of('orders/check'), ({ args, body }) => check(careOf(args[0]), body.patientId, body.order)],
  [
    'POST',
    of('orders'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      return answer(view, giveOrder(view, body, user));
    },
  ],
  [
    'POST',
    of('orders/([^/]+)/cancel'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      const order = orderOf(view, args[1]);
      order.state = 'cancelled';
      order.steps.push({ state: 'cancelled', at: iso(), recordedAt: iso(), actor: user, text: body.reason });
      return answer(view, order);
    },
  ],
  [
    'POST',
    of('orders/([^/]+)/escalation/acknowledge'),
    ({ args, user }) => {
      const view = careOf(args[0]);
      const order = orderOf(view, args[1]);
      order.escalationSeenBy = user;
      return answer(view, order);
    },
  ],
  [
    'POST',
    of('participants'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      view.participants = view.participants.filter((p) => p.user !== body.user);
      const known = physicians.find((p) => p.user === body.user);
      view.participants.push({
        user: body.user,
        affiliation: known?.affiliation ?? null,
        state: 'invited',
        since: iso(),
        invitedBy: user,
      });
      return touch(view);
    },
  ],
  [
    'POST',
    of('participants/me'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      view.participants = view.participants.filter((p) => p.user !== user);
      const known = physicians.find((p) => p.user === user);
      view.participants.push({ user, affiliation: known?.affiliation ?? null, state: body.state, since: iso(), invitedBy: null });
      return touch(view);
    },
  ],
  [
    'POST',
    of('channels'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      return answer(view, openChannel(view, body.kind, body.patientId, user));
    },
  ],
  [
    'POST',
    of('channels/([^/]+)/events'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      const { event, occurredAt, ...more } = body;
      return answer(view, step(channelOf(view, args[1]), event, user, occurredAt, more));
    },
  ],
  [
    'POST',
    of('channels/([^/]+)/close'),
    ({ args, body }) => {
      const view = careOf(args[0]);
      return answer(view, Object.assign(channelOf(view, args[1]), { closedAt: iso(), closeReason: body.reason }));
    },
  ],
  [
    'POST',
    of('ecgs/([^/]+)/reading'),
    ({ args, body, user }) => {
      const view = careOf(args[0]);
      const ecg = view.ecgs.find((e) => e.ecgId === args[1]) ?? refuse(404, 'unknown-ecg', 'no such ECG');
      ecg.reading = { ...body, by: user, at: iso() };
      const channel = view.channels.find((c) => c.kind === 'chest-pain' && !c.closedAt);
      if (channel) step(channel, 'ecg-confirmed', user);
      return answer(view, ecg);
    },
  ],
  [
    'POST',
    of('alarms/([^/]+)/acknowledge'),
    ({ args, user }) => {
      const view = careOf(args[0]);
      const alarm = view.alarms.find((a) => a.alarmId === args[1]) ?? refuse(404, 'unknown-alarm', 'no such alarm');
      return answer(view, Object.assign(alarm, { acknowledgedAt: iso(), acknowledgedBy: user }));
    },
  ],
  ['GET', /^\/api\/order-rules$/, () => rules],
  ['GET', /^\/api\/physicians$/, () => physicians],
  ['GET', /^\/api\/webrtc\/ice-servers$/, () => []],
  [
    'POST',
    /^\/api\/clinic\/cases$/,
    ({ body, user }) => {
      const c = openCase({
        location: body.location ?? { lon: 113.43, lat: 29.67, address: '江南镇卫生院' },
        complaint: body.complaint,
        priority: body.priority ?? 'II',
        notes: body.notes,
      });
      const view = careOf(c.caseId);
      view.patients.push({
        patientId: '1',
        assignmentId: null,
        facts: { weightEstimated: false, pregnancy: 'unknown', ...body.patient },
        scores: [],
      });
      if (body.channel) step(openChannel(view, body.channel, '1', user), 'first-medical-contact', user, body.contactAt ?? iso());
      if (body.ecg) {
        const bytes = body.ecg.data
          ? Buffer.from(body.ecg.data, 'base64')
          : encode(now(), heart(now(), 10, { pattern: 'stemi' }));
        addEcg(view, '1', bytes, { statement: body.ecg.statement ?? null });
        if (body.channel) step(view.channels[0], 'ecg-acquired', user);
      }
      publish({ case: c }, { care: touch(view) });
      return { case: cases.get(c.caseId), care: view };
    },
  ],
  [
    'POST',
    /^\/api\/hospitals\/([^/]+)\/inbound\/([^/]+)\/acknowledge$/,
    ({ args, user }) => {
      const h = hospitals.get(args[0]);
      const inbound = h.inbound.find((i) => i.assignmentId === args[1]) ?? refuse(404, 'unknown-inbound', 'no such patient');
      inbound.acknowledgedAt = iso();
      h.version++;
      const view = careOf(inbound.caseId);
      for (const channel of view.channels.filter((c) => c.noticeSentAt))
        Object.assign(channel, { noticeAcknowledgedAt: iso(), noticeAcknowledgedBy: user });
      touch(view);
      publish({ hospital: h });
      return h;
    },
  ],
  [
    'PUT',
    /^\/api\/hospitals\/([^/]+)\/capacity$/,
    ({ args, body }) => {
      const h = Object.assign(hospitals.get(args[0]), { capacity: body.freeBeds, capacityAt: iso() });
      h.version++;
      publish({ hospital: h });
      return h;
    },
  ],
  [
    'PUT',
    /^\/api\/hospitals\/([^/]+)\/diversion$/,
    ({ args, body, user }) => {
      const h = hospitals.get(args[0]);
      h.diversion = body.reason ? { reason: body.reason, since: iso(), until: body.until ?? null, actor: user } : null;
      h.version++;
      publish({ hospital: h });
      return h;
    },
  ],
];
