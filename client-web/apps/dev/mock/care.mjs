// The clinical side of the made-up county: patients whose vitals drift, ECGs, guidance, orders and green channels.
import { encode, heart } from './ecg.mjs';
import { ago, assign, cases, hospitals, now, openCase, reach, refuse } from './world.mjs';

const iso = (ms) => new Date(ms).toISOString();
export const care = new Map();
export const patients = new Map();
export const attachments = new Map();
let lastId = 0;
const id = (kind) => `${kind}${++lastId}`;
const changed = new Set();

export const rules = {
  version: 'sample 2026-11',
  notice: 'Sample rules for demonstration: not clinical advice, not reviewed.',
  noticeZh: '演示用规则样例：不是医疗建议，未经审核。',
  drugs: [
    { code: 'aspirin', name: 'Aspirin', nameZh: '阿司匹林', units: ['mg'], routes: ['po'] },
    { code: 'ticagrelor', name: 'Ticagrelor', nameZh: '替格瑞洛', units: ['mg'], routes: ['po'] },
    { code: 'nitroglycerin', name: 'Nitroglycerin', nameZh: '硝酸甘油', units: ['mg', 'µg'], routes: ['sl', 'iv'] },
    { code: 'morphine', name: 'Morphine', nameZh: '吗啡', units: ['mg', 'mg/kg'], routes: ['iv', 'im', 'sc'] },
    { code: 'heparin', name: 'Heparin', nameZh: '肝素', units: ['IU', 'IU/kg'], routes: ['iv', 'sc'] },
  ],
  procedures: ['defibrillation', 'oxygen', 'iv-access', 'twelve-lead-ecg', 'cpr'],
};

export const physicians = [
  { user: 'physician1', affiliation: '临湘市人民医院', online: true },
  { user: 'specialist1', affiliation: '上海瑞金医院', online: true },
  { user: 'physician2', affiliation: null, online: false },
];

export function careOf(caseId) {
  if (!cases.has(caseId)) refuse(404, 'unknown-case', 'no such case');
  if (!care.has(caseId))
    care.set(caseId, {
      caseId,
      version: 1,
      patients: [],
      participants: [],
      guidance: [],
      orders: [],
      ecgs: [],
      channels: [],
      alarms: [],
      links: [],
    });
  return care.get(caseId);
}

/** The cases whose record changed since this was last asked. */
export function takeChanged() {
  const all = [...changed];
  changed.clear();
  return all;
}

export function touch(view) {
  view.version++;
  changed.add(view.caseId);
  return view;
}

const clocksOf = {
  'chest-pain': [
    ['first-ecg', 'first-medical-contact', 'ecg-acquired', 600],
    ['ecg-read', 'ecg-acquired', 'ecg-confirmed', 600],
    ['cath-lab-activation', 'cath-lab-activated', 'cath-lab-ready', 1800],
    ['fmc-to-device', 'first-medical-contact', 'device', 5400],
    ['door-to-balloon', 'door', 'device', 5400],
  ],
  stroke: [['door-to-needle', 'door', 'needle', 3600]],
};

function refreshClocks(channel) {
  const at = (event) => channel.steps.find((s) => s.event === event)?.at ?? null;
  channel.clocks = (clocksOf[channel.kind] ?? []).map(([name, a, b, targetSeconds]) => {
    const [from, to] = [at(a), at(b)];
    const took = from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : undefined;
    const state = !from ? 'notStarted' : !to ? 'running' : took <= targetSeconds ? 'met' : 'missed';
    return { name, from, to, targetSeconds, state };
  });
}

export function step(channel, event, actor, at = iso(now()), more = {}) {
  channel.steps.push({ event, at, recordedAt: iso(now()), actor, hospitalId: null, reason: null, ...more });
  refreshClocks(channel);
  return channel;
}

export function openChannel(view, kind, patientId, actor, at = iso(now())) {
  const open = view.channels.find((c) => c.kind === kind && !c.closedAt);
  if (open) return open;
  const channel = {
    channelId: id('ch'),
    kind,
    patientId: patientId ?? '1',
    openedAt: at,
    openedBy: actor,
    steps: [],
    clocks: [],
  };
  view.channels.push(channel);
  refreshClocks(channel);
  return channel;
}

export const channelOf = (view, channelId) =>
  view.channels.find((c) => c.channelId === channelId) ?? refuse(404, 'unknown-channel', 'no such channel');
export const orderOf = (view, orderId) =>
  view.orders.find((o) => o.orderId === orderId) ?? refuse(404, 'unknown-order', 'no such order');

const finding = (severity, code, values, detail) => ({ severity, ruleId: `sample-${code}`, code, values, detail });

export function check(view, patientId, body) {
  const facts = view.patients.find((p) => p.patientId === patientId)?.facts ?? {};
  const findings = [];
  if (body.kind === 'drug') {
    if (body.drugCode === 'aspirin' && body.dose > 300)
      findings.push(
        finding(
          'severe',
          'dose-over-maximum',
          { dose: `${body.dose} mg`, maximum: '300 mg' },
          `Aspirin ${body.dose} mg is over the maximum, 300 mg.`,
        ),
      );
    if (body.drugCode === 'morphine' && body.dose > 5)
      findings.push(
        finding(
          'warning',
          'dose-unusual-for-weight',
          { dose: `${body.dose} mg`, weight: '70 kg' },
          `Morphine ${body.dose} mg is over what is usual.`,
        ),
      );
    if (body.drugCode === 'nitroglycerin')
      findings.push(
        finding(
          'severe',
          'contraindicated-vitals',
          { vital: 'systolic', value: '88 mmHg', below: '90 mmHg' },
          'Nitroglycerin with systolic 88 mmHg (1 min ago), under 90 mmHg.',
        ),
      );
    if (facts.weightKg == null)
      findings.push(
        finding(
          'information',
          'cannot-check',
          { missing: 'weight', rules: '2' },
          '2 rules cannot be checked, the weight is unknown.',
        ),
      );
    else if (facts.weightEstimated)
      findings.push(
        finding(
          'information',
          'weight-estimated',
          { weight: `${facts.weightKg} kg` },
          `The weight of ${facts.weightKg} kg is an estimate.`,
        ),
      );
  }
  return {
    blocks: findings.some((f) => f.severity === 'severe'),
    findings,
    rulesVersion: rules.version,
    notice: rules.notice,
    noticeZh: rules.noticeZh,
  };
}

const orderStep = (order, state, at, actor, text = null) => {
  order.state = state;
  order.steps.push({ state, at, recordedAt: at, actor, text });
};

export function giveOrder(view, { patientId, order: body, overrideReason }, actor, at = iso(now())) {
  const { findings, blocks } = check(view, patientId, body);
  if (blocks && !overrideReason) refuse(422, 'order-unsafe', 'the safety check stands against it');
  const order = {
    orderId: id('o'),
    patientId,
    assignmentId: view.patients[0]?.assignmentId ?? null,
    body,
    state: 'ordered',
    steps: [],
    findings,
    overrideReason: overrideReason ?? null,
    dueAt: iso(Date.parse(at) + 30_000),
    escalatedAt: null,
    escalationSeenBy: null,
  };
  orderStep(order, 'ordered', at, actor);
  view.orders.push(order);
  return order;
}

export function say(view, body, author, fromCrew = false, at = iso(now())) {
  const said = {
    guidanceId: id('g'),
    patientId: body.patientId ?? null,
    author,
    fromCrew,
    at,
    text: body.text,
    checklist: (body.checklist ?? []).map((text) => ({ text, tickedAt: null, tickedBy: null })),
    mark: body.mark ?? null,
    deliveredAt: null,
    readAt: null,
  };
  view.guidance.push(said);
  return said;
}

export function addEcg(view, patientId, bytes, { at = iso(now()), statement = null, kind = 'ecg-12-lead' } = {}) {
  const ecg = {
    ecgId: id('ecg'),
    kind,
    patientId,
    acquiredAt: at,
    receivedAt: at,
    mediaType: kind === 'still' ? 'image/jpeg' : 'application/x-emergency-ecg',
    length: bytes.length,
    monitorStatement: statement,
    reading: null,
  };
  attachments.set(`${view.caseId}/${ecg.ecgId}`, bytes);
  view.ecgs.push(ecg);
  return ecg;
}

function addPatient(view, a, facts, base, pattern) {
  const patient = {
    patientId: '1',
    assignmentId: a?.assignmentId ?? null,
    facts: { weightEstimated: false, pregnancy: 'unknown', ...facts },
    scores: [],
  };
  view.patients.push(patient);
  patients.set(`${view.caseId}/1`, {
    view,
    patient,
    ambulanceId: a?.ambulanceId ?? null,
    base,
    pattern,
    sequence: 0,
    version: 1,
    silentFrom: 0,
  });
  return patient;
}

/** One patient's vitals at a moment: they drift around where they started. */
export function vitalsOf(key) {
  const p = patients.get(key);
  const t = now() / 1000;
  const drift = (value, range, period) => value + range * Math.sin(t / period + value);
  const level = (value, [low, high], [worseLow, worseHigh]) =>
    value <= worseLow || value >= worseHigh ? 'danger' : value <= low || value >= high ? 'warning' : 'normal';
  const value = (kind, v, limits, worse, at = iso(now())) => ({
    kind,
    value: Math.round(v * 10) / 10,
    at,
    off: p.base.off?.includes(kind) ?? false,
    level: limits ? level(v, limits, worse) : null,
  });
  const cuff = iso(now() - (now() % 180_000));
  const b = p.base;
  return {
    caseId: p.view.caseId,
    patientId: '1',
    ambulanceId: p.ambulanceId,
    version: p.version++,
    values: [
      value('heartRate', drift(b.hr, 4, 9), [50, 110], [40, 140]),
      value('spO2', Math.min(100, drift(b.spo2, 1, 14)), [94, 101], [88, 101]),
      value('respirationRate', drift(b.rr, 2, 11), [11, 24], [8, 30]),
      value('systolic', drift(b.sys, 3, 300), [100, 180], [90, 220], cuff),
      value('diastolic', drift(b.dia, 2, 300), [45, 110], [35, 130], cuff),
      value('mean', (b.sys + 2 * b.dia) / 3, null, null, cuff),
      ...(b.temp ? [value('temperature', b.temp, [35.5, 38.5], [34, 40], ago(700))] : []),
      ...(b.etco2 ? [value('etCO2', drift(b.etco2, 2, 8), [30, 50], [20, 60])] : []),
    ],
  };
}

export function ecgBlock(key, seconds = 0.25) {
  const p = patients.get(key);
  const from = now() - seconds * 1000;
  return {
    caseId: p.view.caseId,
    patientId: '1',
    ambulanceId: p.ambulanceId ?? 'clinic',
    sequence: ++p.sequence,
    at: iso(from),
    data: encode(
      from,
      heart(from, seconds, { bpm: p.base.hr, pattern: p.pattern, off: p.sequence % 160 < 20 ? ['V3'] : [] }),
    ).toString('base64'),
  };
}

export function trend(key, from, to, buckets) {
  const p = patients.get(key);
  const bucketSeconds = (to - from) / 1000 / buckets;
  const start = Date.parse(p.view.trendFrom ?? iso(now()));
  const line = (kind, base, range, period, everySeconds = 1) => {
    const last = Array.from({ length: buckets }, (_, i) => {
      const at = from + (i + 0.5) * bucketSeconds * 1000;
      const inGap = Math.floor(at / 60_000) % 23 < 2;
      const measured = everySeconds <= bucketSeconds || at % (everySeconds * 1000) < bucketSeconds * 1000;
      return at < start || at > now() || inGap || !measured
        ? null
        : Math.round((base + range * Math.sin(at / 1000 / period + base) + range * 0.4 * Math.sin(at / 7000)) * 10) / 10;
    });
    const spread = range * 0.3;
    const shift = (by) => last.map((v) => (v === null ? null : v + by));
    return { kind, low: shift(-spread), high: shift(spread), last };
  };
  return {
    caseId: p.view.caseId,
    patientId: '1',
    from: iso(from),
    to: iso(to),
    bucketSeconds,
    lines: [
      line('heartRate', p.base.hr, 8, 240),
      line('spO2', Math.min(98, p.base.spo2), 1.5, 400),
      line('systolic', p.base.sys, 9, 700, 180),
      line('diastolic', p.base.dia, 5, 700, 180),
      line('respirationRate', p.base.rr, 2, 300),
    ],
  };
}

const score = (name, total, band, missing = []) => ({
  name,
  total,
  status: total === null ? 'incomplete' : 'complete',
  band,
  missing,
  at: total === null ? null : ago(20),
});

export function handover(key) {
  const p = patients.get(key) ?? refuse(404, 'unknown-patient', 'no such patient');
  const c = cases.get(p.view.caseId);
  const line = (code, value, more = {}) => ({ code, value: value ?? null, ...more });
  return {
    caseNumber: c.number,
    centre: '临湘市 120 急救中心',
    madeAt: iso(now()),
    sections: [
      { code: 'identity', lines: [line('name', p.patient.facts.name), line('vehicle', p.ambulanceId)] },
      {
        code: 'age',
        lines: [line('age', p.patient.facts.ageYears, { unit: 'a' }), line('allergy', p.patient.facts.allergies?.join(' '))],
      },
      { code: 'time', lines: [line('received', c.receivedAt), line('milestone.AtHospital', null)] },
      { code: 'mechanism', lines: [line('complaint', c.complaint)] },
      { code: 'signs', lines: vitalsOf(key).values.map((v) => line(`vital.${v.kind}`, `${v.value}`, { at: v.at })) },
      {
        code: 'treatment',
        lines: p.view.orders.map((o) => line(`order.${o.state}`, o.body.drugCode ?? o.body.kind, { at: o.steps[0].at })),
      },
    ],
  };
}

function chestPain() {
  const c = openCase(
    { location: { lon: 113.44, lat: 29.7, address: '江南镇卫生院' }, complaint: '胸痛、大汗，放射至左肩', priority: 'I' },
    1500,
  );
  const a = assign(c, { ambulanceId: 'A03' });
  for (const [milestone, seconds] of [
    ['Acknowledged', 1450],
    ['EnRoute', 1420],
    ['OnScene', 900],
    ['AtPatient', 860],
    ['PatientLoaded', 400],
    ['LeftScene', 340],
  ])
    reach(c, a, milestone, { source: 'vehicle', actor: 'A03', occurredAt: ago(seconds) });
  a.hospitalId = 'H1';
  const view = careOf(c.caseId);
  view.trendFrom = ago(860);
  const patient = addPatient(
    view,
    a,
    {
      ageYears: 58,
      sex: 'male',
      weightKg: 70,
      weightEstimated: true,
      allergies: ['青霉素'],
      conditions: ['高血压', '吸烟'],
      onsetAt: ago(3600),
      consciousness: 'A',
      onOxygen: true,
    },
    { hr: 104, spo2: 93, rr: 22, sys: 92, dia: 58, temp: 36.4 },
    'stemi',
  );
  patient.scores = [score('news2', 7, 'emergency'), score('shock-index', 1.13, 'flagged'), score('gcs', null, null, ['gcs'])];
  const channel = openChannel(view, 'chest-pain', '1', 'A03', ago(850));
  step(channel, 'first-medical-contact', 'A03', ago(860));
  const from = now() - 700_000;
  const ecg = addEcg(view, '1', encode(from, heart(from, 10, { bpm: 104, pattern: 'stemi' })), {
    at: iso(from),
    statement: '*** 疑似急性下壁心梗 ***',
  });
  step(channel, 'ecg-acquired', 'A03', ecg.acquiredAt);
  Object.assign(channel, { hospitalId: 'H1', noticeSentAt: ago(330) });
  view.participants = [
    { user: 'physician1', affiliation: '临湘市人民医院', state: 'joined', since: ago(600), invitedBy: null },
    { user: 'specialist1', affiliation: '上海瑞金医院', state: 'invited', since: ago(300), invitedBy: 'physician1' },
  ];
  Object.assign(say(view, { patientId: '1', text: '患者血压偏低，是否用硝酸甘油？' }, 'A03', true, ago(640)), {});
  Object.assign(
    say(
      view,
      { patientId: '1', text: '先不用。请做以下各项：', checklist: ['建立两条静脉通路', '18 导联心电图', '备除颤'] },
      'physician1',
      false,
      ago(610),
    ),
    { deliveredAt: ago(609), readAt: ago(598) },
  );
  Object.assign(view.guidance[1].checklist[0], { tickedAt: ago(500), tickedBy: 'A03' });
  Object.assign(say(view, { patientId: '1', text: '到院直接去导管室' }, 'physician1', false, ago(70)), { deliveredAt: ago(69) });
  say(view, { patientId: '1', text: '注意心律变化' }, 'physician1', false, ago(8));
  const done = giveOrder(
    view,
    { patientId: '1', order: { kind: 'drug', drugCode: 'aspirin', dose: 300, doseUnit: 'mg', route: 'po' } },
    'physician1',
    ago(560),
  );
  orderStep(done, 'delivered', ago(559), 'A03');
  orderStep(done, 'read-back', ago(548), 'A03', '阿司匹林 300 mg 嚼服');
  orderStep(done, 'done', ago(510), 'A03');
  const late = giveOrder(
    view,
    { patientId: '1', order: { kind: 'drug', drugCode: 'ticagrelor', dose: 180, doseUnit: 'mg', route: 'po' } },
    'physician1',
    ago(260),
  );
  orderStep(late, 'delivered', ago(258), 'A03');
  Object.assign(late, { escalatedAt: ago(130), dueAt: ago(138) });
  view.alarms.push({
    alarmId: id('al'),
    patientId: '1',
    kind: 'systolic',
    level: 'danger',
    direction: 'low',
    value: 88,
    limit: 90,
    raisedAt: ago(75),
    escalation: 1,
  });
  view.alarms.push({
    alarmId: id('al'),
    patientId: '1',
    kind: 'spO2',
    level: 'warning',
    direction: 'low',
    value: 93,
    limit: 94,
    raisedAt: ago(400),
    escalation: 0,
    acknowledgedAt: ago(390),
    acknowledgedBy: 'A03',
  });
  view.links.push({
    ambulanceId: 'A03',
    report: {
      at: ago(2),
      uplink: '5g',
      rttMs: 48,
      lossShare: 0.01,
      bytesPerSecond: 6200,
      ecgMode: 'full',
      waiting: 0,
      backlogSeconds: 0,
    },
  });
  expect('H1', c, a, 330);
}

function expect(hospitalId, c, a, secondsAgo) {
  hospitals.get(hospitalId).inbound.push({
    caseId: c.caseId,
    assignmentId: a.assignmentId,
    ambulanceId: a.ambulanceId,
    complaint: c.complaint,
    priority: c.priority,
    etaSeconds: 900,
    announcedAt: ago(secondsAgo),
    acknowledgedAt: null,
  });
}

function stroke() {
  const c = openCase(
    { location: { lon: 113.42, lat: 29.33, address: '桃林镇骆坪村三组' }, complaint: '突发言语不清、右侧无力', priority: 'II' },
    1300,
  );
  const a = assign(c, { ambulanceId: 'A05' });
  for (const [milestone, seconds] of [
    ['EnRoute', 1200],
    ['OnScene', 500],
    ['AtPatient', 470],
  ])
    reach(c, a, milestone, { source: 'vehicle', actor: 'A05', occurredAt: ago(seconds) });
  const view = careOf(c.caseId);
  view.trendFrom = ago(450);
  const patient = addPatient(
    view,
    a,
    { ageYears: 71, sex: 'female', onsetAt: ago(2400), consciousness: 'V' },
    { hr: 84, spo2: 96, rr: 17, sys: 186, dia: 98, off: ['spO2'] },
    'normal',
  );
  patient.scores = [score('news2', 4, 'low'), score('lams', 4, 'flagged')];
  step(openChannel(view, 'stroke', '1', 'A05', ago(440)), 'first-medical-contact', 'A05', ago(470));
  view.links.push({
    ambulanceId: 'A05',
    report: {
      at: ago(95),
      uplink: '4g',
      rttMs: 310,
      lossShare: 0.09,
      bytesPerSecond: 1800,
      ecgMode: 'four-leads',
      waiting: 214,
      backlogSeconds: 92,
    },
  });
  expect('H1', c, a, 200);
}

/** Something of everything that a desk must show. */
export function populateCare() {
  chestPain();
  stroke();
  changed.clear();
}

/** The crew answers after a while; a beat of every patient. */
export function live() {
  for (const view of care.values()) {
    for (const g of view.guidance.filter((each) => !each.fromCrew && !each.deliveredAt && now() - Date.parse(each.at) > 20_000)) {
      g.deliveredAt = iso(now());
      touch(view);
    }
    for (const o of view.orders) {
      const since = now() - Date.parse(o.steps[o.steps.length - 1].at);
      if (o.state === 'ordered' && since > 3_000) orderStep(o, 'delivered', iso(now()), 'A03');
      else if (o.state === 'delivered' && !o.escalatedAt && since > 8_000) orderStep(o, 'read-back', iso(now()), 'A03');
      else continue;
      o.dueAt = iso(now() + 120_000);
      touch(view);
    }
    for (const link of view.links)
      if (link.report.uplink === '5g' && now() - Date.parse(link.report.at) > 5_000) {
        link.report.at = iso(now());
        touch(view);
      }
  }
}
