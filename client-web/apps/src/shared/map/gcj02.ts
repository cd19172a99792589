import type { LonLat } from '../transport/wire';

// The offset of Chinese map services, from its published approximation on the Krasovsky 1940 ellipsoid.
const a = 6_378_245;
const ee = 0.006_693_421_622_965_943;

/** How many times the inverse is refined; three bring it below a centimetre. */
const rounds = 4;

function wave(x: number, y: number): [number, number] {
  const { PI, abs, sin, sqrt } = Math;
  const common = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  const lat =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    common +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  const lon =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * sqrt(abs(x)) +
    common +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  return [lon, lat];
}

/** A WGS-84 point as Chinese phone maps name it. */
export function toGcj02({ lon, lat }: LonLat): LonLat {
  const [dLon, dLat] = wave(lon - 105, lat - 35);
  const phi = (lat / 180) * Math.PI;
  const magic = 1 - ee * Math.sin(phi) ** 2;
  const root = Math.sqrt(magic);
  return {
    lon: lon + (dLon * 180) / ((a / root) * Math.cos(phi) * Math.PI),
    lat: lat + (dLat * 180) / (((a * (1 - ee)) / (magic * root)) * Math.PI),
  };
}

/** The WGS-84 point that a phone map names so; only to show it before the server has converted it. */
export function fromGcj02(gcj: LonLat): LonLat {
  let guess = gcj;
  for (let i = 0; i < rounds; i++) {
    const there = toGcj02(guess);
    guess = { lon: guess.lon + gcj.lon - there.lon, lat: guess.lat + gcj.lat - there.lat };
  }
  return guess;
}
