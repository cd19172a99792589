// A stand-in for the server while the screens are built: the same REST paths and the same hub, over made-up data.
// Every user and password is let in. Only for development; nothing of it is built into the apps.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { care, patients, populateCare, vitalsOf } from './mock/care.mjs';
import { careGone, careMessage, startCare } from './mock/careHub.mjs';
import { careRoutes } from './mock/careRoutes.mjs';
import { coverageMap, layers, route } from './mock/geometry.mjs';
import { populate } from './mock/populate.mjs';
import * as world from './mock/world.mjs';

const port = Number(process.env.PORT ?? 8129);
const clockSpeed = 1;
const end = String.fromCharCode(0x1e);

populate();
populateCare();
let version = 1;
let coverageVersion = 1;
const sockets = new Set();

const send = (socket, target, argument) => socket.send(JSON.stringify({ type: 1, target, arguments: [argument] }) + end);
const tellAll = (target, argument) => {
  for (const socket of sockets) send(socket, target, argument);
};

function publish(...facts) {
  const from = version;
  version += facts.length;
  tellAll('Facts', { from, to: version, at: new Date().toISOString(), facts });
}

const changed = (c, ...unitIds) => publish({ case: c }, ...unitIds.map((id) => ({ unit: world.units.get(id) })));

const snapshot = () => ({
  version,
  serverTime: new Date().toISOString(),
  clockSpeed,
  county: world.county,
  cases: [...world.cases.values()].filter((c) => c.status === 'waiting' || c.status === 'assigned'),
  units: [...world.units.values()],
  hospitals: [...world.hospitals.values()],
  coverage: world.coverage(coverageVersion),
  degraded: [],
  care: [...care.values()],
  vitals: [...patients.keys()].map(vitalsOf),
});

const find = (id) => world.cases.get(id) ?? world.refuse(404, 'unknown-case', 'no such case');
const part = (c, id) =>
  c.assignments.find((a) => a.assignmentId === id) ?? world.refuse(404, 'unknown-assignment', 'no such assignment');

const roleOf = (user) => ({ specialist: 'physician' })[user.replace(/\d+$/, '')] ?? user.replace(/\d+$/, '');
const sessionOf = (user) => ({ user, roles: [roleOf(user)], hospitalId: roleOf(user) === 'hospital' ? 'H1' : null });

const routes = [
  ...careRoutes(publish),
  ['GET', /^\/api\/session$/, ({ user }) => (user ? sessionOf(user) : world.refuse(401, 'not-signed-in', ''))],
  [
    'POST',
    /^\/api\/session$/,
    ({ body, cookie }) => {
      if (body.password !== 'demo') world.refuse(401, 'wrong-credentials', '');
      cookie(body.user);
      return sessionOf(body.user);
    },
  ],
  ['DELETE', /^\/api\/session$/, ({ cookie }) => cookie('')],
  ['GET', /^\/api\/county$/, () => world.county],
  ['GET', /^\/api\/map\/(\w+)$/, ({ args }) => layers[args[0]]()],
  ['GET', /^\/api\/coverage\/map$/, coverageMap],
  [
    'GET',
    /^\/api\/route$/,
    ({ query }) =>
      route({ lon: +query.get('fromLon'), lat: +query.get('fromLat') }, { lon: +query.get('toLon'), lat: +query.get('toLat') }),
  ],
  [
    'GET',
    /^\/api\/reports\/response-times$/,
    ({ query }) => ({
      from: query.get('from'),
      to: query.get('to'),
      urban: { count: 42, within: 39, share: 39 / 42, medianSeconds: 512, p90Seconds: 803, unknown: 1 },
      rural: { count: 31, within: 24, share: 24 / 31, medianSeconds: 1264, p90Seconds: 1985, unknown: 2 },
    }),
  ],
  ['GET', /^\/api\/cases$/, () => [...world.cases.values()].filter((c) => c.status === 'closed' || c.status === 'cancelled')],
  [
    'POST',
    /^\/api\/cases$/,
    ({ body }) => {
      const c = world.openCase(body);
      changed(c);
      return c;
    },
  ],
  ['GET', /^\/api\/cases\/([^/]+)$/, ({ args }) => find(args[0])],
  [
    'PATCH',
    /^\/api\/cases\/([^/]+)$/,
    ({ args, body }) => {
      const c = find(args[0]);
      const { note, ...rest } = body;
      Object.assign(c, rest);
      if (note) c.notes.push(note);
      world.record(c, { kind: note ? 'note-added' : 'case-amended', detail: note ?? JSON.stringify(rest) });
      changed(c);
      return c;
    },
  ],
  [
    'POST',
    /^\/api\/cases\/([^/]+)\/end$/,
    ({ args, body }) => {
      const c = find(args[0]);
      Object.assign(c, {
        status: body.cancelled ? 'cancelled' : 'closed',
        endedAt: new Date().toISOString(),
        endReason: body.reason,
      });
      world.record(c, { kind: body.cancelled ? 'case-cancelled' : 'case-closed', reason: body.reason });
      changed(c);
      return c;
    },
  ],
  ['GET', /^\/api\/cases\/([^/]+)\/timeline$/, ({ args }) => world.timeline(args[0])],
  ['GET', /^\/api\/cases\/([^/]+)\/recommendations$/, ({ args }) => world.recommend(find(args[0]))],
  [
    'POST',
    /^\/api\/cases\/([^/]+)\/assignments$/,
    ({ args, body }) => {
      const c = find(args[0]);
      const a = world.assign(c, body);
      changed(c, a.ambulanceId);
      return a;
    },
  ],
  [
    'POST',
    /^\/api\/cases\/([^/]+)\/assignments\/([^/]+)\/milestones$/,
    ({ args, body }) => {
      const c = find(args[0]);
      const a = part(c, args[1]);
      world.reach(c, a, body.milestone, body);
      changed(c, a.ambulanceId);
      return a;
    },
  ],
  [
    'PUT',
    /^\/api\/cases\/([^/]+)\/assignments\/([^/]+)\/destination$/,
    ({ args, body }) => {
      const c = find(args[0]);
      const a = part(c, args[1]);
      a.hospitalId = body.hospitalId;
      world.record(c, {
        kind: 'destination-set',
        ambulanceId: a.ambulanceId,
        detail: world.hospitals.get(body.hospitalId)?.name,
      });
      changed(c);
      return a;
    },
  ],
  [
    'PUT',
    /^\/api\/ambulances\/([^/]+)\/duty$/,
    ({ args, body }) => {
      const unit = world.units.get(args[0]);
      Object.assign(unit, { duty: body.duty, dutyReason: body.reason ?? null, version: unit.version + 1 });
      publish({ unit });
      return unit;
    },
  ],
];

async function readBody(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}

const userOf = (request) => /mock-user=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://local');
  const cookie = (user) => response.setHeader('Set-Cookie', `mock-user=${user}; Path=/`);
  const reply = (status, body, type = 'application/json') => {
    response.writeHead(status, { 'Content-Type': Buffer.isBuffer(body) ? 'application/octet-stream' : type });
    response.end(Buffer.isBuffer(body) ? body : body === undefined ? '' : JSON.stringify(body));
  };
  if (/^\/hubs\/(console|care)\/negotiate$/.test(pathname))
    return reply(200, {
      connectionId: 'c',
      connectionToken: 'c',
      negotiateVersion: 1,
      availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text'] }],
    });
  try {
    for (const [method, pattern, handle] of routes) {
      const match = request.method === method && pattern.exec(pathname);
      if (!match) continue;
      return reply(
        200,
        handle({ args: match.slice(1), query: searchParams, body: await readBody(request), user: userOf(request), cookie }),
      );
    }
    reply(404, { type: 'https://emergency/problems/not-found', detail: 'no such path' }, 'application/problem+json');
  } catch (error) {
    reply(
      error.status ?? 500,
      { type: `https://emergency/problems/${error.code ?? 'server-error'}`, detail: error.message },
      'application/problem+json',
    );
  }
});

/** What a hub's page asks: the console subscribes, a bedside watches. */
function answerTo(socket, request, message) {
  if (request.url.startsWith('/hubs/care'))
    return careMessage(socket, userOf(request), (target, argument) => send(socket, target, argument), message);
  sockets.add(socket);
  return snapshot();
}

new WebSocketServer({ server }).on('connection', (socket, request) => {
  socket.on('close', () => {
    sockets.delete(socket);
    careGone(socket);
  });
  socket.on('message', (data) => {
    for (const text of String(data).split(end).filter(Boolean)) {
      const message = JSON.parse(text);
      if (message.protocol) socket.send(`{}${end}`);
      if (message.type !== 1) continue;
      const result = answerTo(socket, request, message);
      if (message.invocationId)
        socket.send(JSON.stringify({ type: 3, invocationId: message.invocationId, result: result ?? null }) + end);
    }
  });
});

startCare(publish, (batch) => tellAll('Vitals', batch));
setInterval(() => tellAll('Beat', { serverTime: new Date().toISOString(), version, clockSpeed, degraded: [] }), 1000);
setInterval(() => {
  const positions = world.drive();
  if (positions.length > 0) tellAll('Positions', { at: new Date().toISOString(), positions });
}, 2000);
setInterval(() => tellAll('Coverage', world.coverage(++coverageVersion)), 10_000);

server.listen(port, '127.0.0.1', () => console.log(`mock server on http://127.0.0.1:${port}`));
