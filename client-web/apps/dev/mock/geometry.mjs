// Geometry for development: a Linxiang-shaped county with drawn-up roads, or, when EMERGENCY_SAMPLE_GEOMETRY names a
// folder with nodes.csv and edges.csv, the roads of that folder moved so that their middle lies at the county seat.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const outline = [
  [113.57, 29.85],
  [113.3, 29.63],
  [113.43, 29.61],
  [113.38, 29.57],
  [113.43, 29.53],
  [113.32, 29.49],
  [113.38, 29.45],
  [113.31, 29.42],
  [113.33, 29.38],
  [113.3, 29.35],
  [113.35, 29.3],
  [113.31, 29.23],
  [113.34, 29.2],
  [113.41, 29.2],
  [113.48, 29.28],
  [113.6, 29.26],
  [113.66, 29.38],
  [113.72, 29.4],
  [113.75, 29.44],
  [113.68, 29.51],
  [113.63, 29.52],
  [113.74, 29.59],
  [113.67, 29.64],
  [113.66, 29.69],
  [113.53, 29.69],
  [113.57, 29.85],
];

export const bounds = [113.3, 29.2, 113.75, 29.85];

export const towns = [
  ['长安街道', "Chang'an", 113.44, 29.48, 'seat'],
  ['五里牌街道', 'Wulipai', 113.41, 29.46, 'town'],
  ['云湖街道', 'Yunhu', 113.38, 29.44, 'town'],
  ['桃矿街道', 'Taokuang', 113.46, 29.38, 'town'],
  ['忠防镇', 'Zhongfang', 113.5, 29.4, 'town'],
  ['聂市镇', 'Nieshi', 113.5, 29.58, 'town'],
  ['江南镇', 'Jiangnan', 113.43, 29.67, 'town'],
  ['羊楼司镇', 'Yanglousi', 113.66, 29.56, 'town'],
  ['桃林镇', 'Taolin', 113.42, 29.33, 'town'],
  ['长塘镇', 'Changtang', 113.36, 29.31, 'town'],
  ['白羊田镇', 'Baiyangtian', 113.4, 29.25, 'town'],
  ['詹桥镇', 'Zhanqiao', 113.53, 29.3, 'town'],
  ['黄盖镇', 'Huanggai', 113.54, 29.73, 'town'],
  ['坦渡镇', 'Tandu', 113.6, 29.62, 'town'],
].map(([name, nameEn, lon, lat, kind]) => ({ name, nameEn, lon, lat, kind }));

const collection = (features) => ({ type: 'FeatureCollection', features });
const feature = (type, coordinates, properties = {}) => ({ type: 'Feature', properties, geometry: { type, coordinates } });

const circle = (lon, lat, degrees) =>
  Array.from({ length: 49 }, (_, i) => {
    const angle = (i / 48) * Math.PI * 2;
    return [lon + (Math.cos(angle) * degrees) / 0.87, lat + Math.sin(angle) * degrees];
  });

const bend = (a, b, amount) => {
  const steps = 14;
  const dx = b.lon - a.lon;
  const dy = b.lat - a.lat;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    const side = Math.sin(share * Math.PI) * amount + Math.sin(share * Math.PI * 4) * amount * 0.25;
    return [a.lon + dx * share - dy * side, a.lat + dy * share + dx * side];
  });
};

function drawnRoads() {
  const seat = towns[0];
  const spokes = towns
    .slice(1)
    .map((town, i) => feature('LineString', bend(seat, town, i % 2 ? 0.2 : -0.15), { class: i % 3 ? 'secondary' : 'primary' }));
  const ring = towns
    .slice(1)
    .map((town, i, all) => feature('LineString', bend(town, all[(i + 1) % all.length], 0.1), { class: 'tertiary' }));
  const trunk = feature('LineString', bend({ lon: 113.33, lat: 29.3 }, { lon: 113.7, lat: 29.62 }, 0.12), { class: 'motorway' });
  return collection([...ring, ...spokes, trunk]);
}

function readCsv(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])));
}

/** Sampled roads know only their speed; the class is guessed from it. */
const classOf = (kmh) =>
  kmh > 120 ? 'trunk' : kmh > 95 ? 'primary' : kmh > 80 ? 'secondary' : kmh > 65 ? 'tertiary' : 'residential';

function sampledRoads(folder) {
  const nodes = new Map(readCsv(join(folder, 'nodes.csv')).map((n) => [n.id, [Number(n.lon), Number(n.lat)]]));
  const middle = [...nodes.values()].reduce(([x, y], [lon, lat]) => [x + lon / nodes.size, y + lat / nodes.size], [0, 0]);
  const moved = (id) => {
    const at = nodes.get(id);
    return [at[0] - middle[0] + 113.45, at[1] - middle[1] + 29.47];
  };
  const inside = ([lon, lat]) => lon > bounds[0] && lon < bounds[2] && lat > bounds[1] && lat < bounds[3];
  const roads = readCsv(join(folder, 'edges.csv'))
    .filter((e) => Number(e.from) < Number(e.to))
    .map((e) =>
      feature('LineString', [moved(e.from), moved(e.to)], { class: classOf((Number(e.metres) / Number(e.siren_seconds)) * 3.6) }),
    )
    .filter((f) => f.geometry.coordinates.every(inside));
  return collection(roads);
}

const sample = process.env.EMERGENCY_SAMPLE_GEOMETRY;

export const layers = {
  boundary: () => collection([feature('Polygon', [outline])]),
  urban: () => collection([feature('Polygon', [circle(113.425, 29.468, 0.042)])]),
  water: () =>
    collection([
      feature('Polygon', [circle(113.36, 29.5, 0.018)]),
      feature('LineString', bend({ lon: 113.3, lat: 29.63 }, { lon: 113.57, lat: 29.85 }, 0.08)),
    ]),
  places: () => collection(towns.map(({ lon, lat, ...properties }) => feature('Point', [lon, lat], properties))),
  roads: () => (sample && existsSync(join(sample, 'nodes.csv')) ? sampledRoads(sample) : drawnRoads()),
};

export const coverageMap = () =>
  collection([
    feature('Polygon', [circle(113.43, 29.47, 0.13)], { band: 'covered', area: 'urban' }),
    feature('Polygon', [outline, circle(113.43, 29.47, 0.13).reverse()], { band: 'gap', area: 'rural' }),
  ]);

/** A way between two points, a little bent, and how long it takes at 50 km/h. */
export function route(from, to) {
  const coordinates = bend(from, to, 0.12);
  const metres = Math.hypot((to.lon - from.lon) * 96_800, (to.lat - from.lat) * 111_200) * 1.3;
  return { seconds: metres / 14, metres, geometry: { type: 'LineString', coordinates } };
}
