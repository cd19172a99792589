// What the made-up county starts with: something of everything that a screen must show.
import { towns } from './geometry.mjs';
import { ago, assign, hospitals, openCase, reach, units } from './world.mjs';

function addUnit(i, town, extra = {}) {
  const id = `A${String(i).padStart(2, '0')}`;
  units.set(id, {
    ambulanceId: id,
    plate: `湘F·1${(i * 7919 + 2000) % 9000}`,
    station: `ST0${(i % 6) + 1}`,
    stationName: `${towns[town].name}站`,
    capabilities: i % 3 ? ['als'] : ['als', 'newborn'],
    duty: 'AvailableAtStation',
    dutyReason: null,
    caseId: null,
    assignmentId: null,
    milestone: null,
    milestoneAt: null,
    queued: [],
    position: { lon: towns[town].lon + 0.002 * (i % 3), lat: towns[town].lat + 0.0015 * (i % 2) },
    fixAt: ago(4 + i),
    speedKmh: 0,
    headingDegrees: null,
    fixAgeSeconds: null,
    link: { state: 'online', lastHeardAt: ago(2) },
    version: 1,
    ...extra,
  });
}

function addHospital(i, name, town, centres, extra = {}) {
  hospitals.set(`H${i}`, {
    hospitalId: `H${i}`,
    name,
    position: { lon: towns[town].lon + 0.006, lat: towns[town].lat - 0.004 },
    centres,
    capacity: i % 3 ? 4 + i : null,
    capacityAt: ago(3600 * i),
    diversion: null,
    inbound: [],
    version: 1,
    ...extra,
  });
}

const closedNow = (seconds, body) => {
  const c = openCase(body, seconds);
  Object.assign(c, {
    status: 'closed',
    endedAt: ago(seconds - 2600),
    endReason: '现场处置完毕',
    responseKnowledge: 'known',
    responseSeconds: 700,
  });
  return c;
};

/** The county as the development server starts: something of everything that a screen must show. */
export function populate() {
  [0, 0, 0, 0, 5, 5, 7, 7, 8, 8, 11, 12, 1, 2, 4, 6].forEach((town, i) => {
    addUnit(i + 1, town);
  });
  Object.assign(units.get('A06'), { duty: 'Paused', dutyReason: '换班消毒', fixAt: ago(200) });
  Object.assign(units.get('A08'), {
    duty: 'OutOfService',
    dutyReason: '车辆年检',
    fixAt: ago(86_400 * 2),
    link: { state: 'offline', lastHeardAt: ago(86_400 * 2) },
  });
  Object.assign(units.get('A10'), { duty: 'OffDuty', fixAt: null, link: { state: 'none', lastHeardAt: null } });
  Object.assign(units.get('A13'), { duty: 'AvailableMobile', speedKmh: 42, headingDegrees: 70 });
  Object.assign(units.get('A14'), { duty: 'AvailableMobile', fixAt: ago(75), link: { state: 'stale', lastHeardAt: ago(75) } });
  addHospital(1, '临湘市人民医院', 0, ['chest-pain', 'stroke', 'trauma', 'maternal', 'newborn']);
  addHospital(2, '临湘市中医院', 1, ['stroke']);
  addHospital(3, '桃林中心卫生院', 8, []);
  addHospital(4, '羊楼司中心卫生院', 7, [], {
    diversion: { reason: '急诊抢救室满员', since: ago(1800), until: null, actor: 'hospital1' },
  });
  closedNow(9000, {
    location: { lon: 113.45, lat: 29.47, address: '河西南路 12 号' },
    complaint: '老人跌倒，髋部疼痛',
    priority: 'III',
  });
  closedNow(14_000, {
    location: { lon: 113.42, lat: 29.34, address: '桃林镇骆坪村' },
    complaint: '呼吸困难，口唇发紫',
    priority: 'II',
  });

  const crash = openCase(
    {
      location: { lon: 113.62, lat: 29.53, address: 'G107 国道羊楼司段 1462 公里处，两车相撞' },
      complaint: '摩托车与小车相撞，有人受伤',
      priority: 'I',
      patients: 3,
      caller: { name: '王先生', phone: '138****2210' },
      notes: '一人被困，已通知消防',
    },
    560,
  );
  const first = assign(crash, { ambulanceId: 'A07' });
  first.etaAt = ago(200);
  reach(crash, first, 'Acknowledged', { source: 'vehicle', actor: 'A07', occurredAt: ago(420) });
  reach(crash, first, 'EnRoute', { source: 'vehicle', actor: 'A07', occurredAt: ago(390) });
  const second = assign(crash, { ambulanceId: 'A01', overrideReason: '需要车上设备' });
  reach(crash, second, 'EnRoute', { source: 'desk', occurredAt: ago(60) });

  const birth = openCase(
    {
      location: { lon: 113.39, lat: 29.25, address: '白羊田镇方山村五组' },
      complaint: '孕妇临产，阵痛频繁',
      priority: 'II',
      caller: { phone: '0730-375****' },
    },
    1560,
  );
  const third = assign(birth, { ambulanceId: 'A09', overrideReason: null });
  for (const [step, seconds, source] of [
    ['Acknowledged', 1300, 'vehicle'],
    ['EnRoute', 1250, 'vehicle'],
  ])
    reach(birth, third, step, { source, actor: source === 'vehicle' ? 'A09' : 'system', occurredAt: ago(seconds) });

  const fall = openCase(
    {
      location: { lon: 113.436, lat: 29.474, address: '长安街道市民广场东门' },
      complaint: '老人跌倒，髋部疼痛',
      priority: 'III',
    },
    1900,
  );
  const fourth = assign(fall, { ambulanceId: 'A02' });
  for (const [step, seconds, source] of [
    ['Acknowledged', 1800, 'vehicle'],
    ['EnRoute', 1740, 'vehicle'],
    ['OnScene', 1300, 'geofence'],
    ['AtPatient', 1240, 'vehicle'],
    ['PatientLoaded', 500, 'vehicle'],
    ['LeftScene', 440, 'geofence'],
  ])
    reach(fall, fourth, step, { source, actor: 'A02', occurredAt: ago(seconds) });
  fourth.hospitalId = 'H1';

  openCase(
    {
      location: { lon: 113.428, lat: 29.462, address: '五里牌街道东风小区 3 栋 2 单元' },
      complaint: '胸痛半小时，出冷汗',
      priority: 'I',
      caller: { name: '李女士', phone: '139****7781' },
      notes: '男，58 岁，胸痛 20 分钟，出冷汗',
    },
    38,
  );
  openCase({ location: { lon: 113.51, lat: 29.31, address: null }, complaint: '老人头晕，站不稳', priority: 'IV' }, 90);
}
