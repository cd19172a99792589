import type { MapPalette } from '../../shared/map/palette';
import type { UnitGroup } from '../../shared/model/unitModel';
import type { Cluster, Placed } from './cluster';

type Pen = CanvasRenderingContext2D;

const font = (size: number, weight = 600) =>
  `${weight} ${size}px system-ui, "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;

/** How much of a unit is left to see when its last fix is late or stale. */
const opacity = { fresh: 1, late: 0.75, stale: 0.55, unknown: 0.8 } as const;

export const groupColor = (p: MapPalette, group: UnitGroup) =>
  group === 'free' ? p.good : group === 'busy' ? p.accent : p.faint;

/** Words with a halo, readable on any ground. */
export function label(
  pen: Pen,
  p: MapPalette,
  text: string,
  at: { readonly x: number; readonly y: number; readonly align?: CanvasTextAlign },
  color = p.text,
  weight = 600,
): void {
  const { x, y, align = 'center' } = at;
  pen.font = font(14, weight);
  pen.textAlign = align;
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  pen.lineWidth = 3.5;
  pen.strokeStyle = p.halo;
  pen.strokeText(text, x, y);
  pen.fillStyle = color;
  pen.fillText(text, x, y);
}

/** Free: a disc. On a mission: an arrow in its direction. Not available: a hollow square. */
function outline(pen: Pen, group: UnitGroup, pointed: boolean): void {
  pen.beginPath();
  if (group === 'out') pen.rect(-7, -7, 14, 14);
  else if (group === 'busy' && pointed) {
    pen.moveTo(0, -13);
    pen.lineTo(9, 9);
    pen.lineTo(0, 5);
    pen.lineTo(-9, 9);
    pen.closePath();
  } else if (group === 'busy') {
    pen.moveTo(0, -10);
    pen.lineTo(10, 0);
    pen.lineTo(0, 10);
    pen.lineTo(-10, 0);
    pen.closePath();
  } else {
    pen.arc(0, 0, 8, 0, Math.PI * 2);
    if (pointed) {
      pen.moveTo(-5, -8);
      pen.lineTo(0, -14);
      pen.lineTo(5, -8);
    }
  }
}

/** Clears the ground under a mark that is drawn faintly, so that nothing shines through. */
function blank(pen: Pen, p: MapPalette): void {
  pen.beginPath();
  pen.arc(0, 0, 13, 0, Math.PI * 2);
  pen.fillStyle = p.halo;
  pen.fill();
}

function hatch(pen: Pen, color: string): void {
  pen.save();
  pen.clip();
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.beginPath();
  for (let i = -24; i <= 24; i += 5) {
    pen.moveTo(i, 14);
    pen.lineTo(i + 28, -14);
  }
  pen.stroke();
  pen.restore();
}

export function drawUnit(pen: Pen, p: MapPalette, { unit, x, y, heading }: Placed, focused: boolean): void {
  const background = focused && !unit.strong && !unit.candidate;
  const color = groupColor(p, unit.group);
  const pointed = heading !== undefined && unit.group !== 'out';
  const old = unit.grade === 'stale' || unit.assumed;
  pen.save();
  pen.translate(x, y);
  if (background) blank(pen, p);
  pen.globalAlpha = opacity[unit.grade] * (background ? 0.5 : unit.candidate && !unit.strong ? 0.85 : 1);
  if (unit.strong) {
    pen.beginPath();
    pen.arc(0, 0, 17, 0, Math.PI * 2);
    pen.strokeStyle = p.accent;
    pen.lineWidth = 2;
    pen.stroke();
  }
  pen.save();
  if (pointed) pen.rotate(((heading ?? 0) * Math.PI) / 180);
  outline(pen, unit.group, pointed);
  pen.lineJoin = 'round';
  pen.strokeStyle = p.halo;
  pen.lineWidth = 4;
  pen.stroke();
  const hollow = unit.group === 'out' || old || (unit.candidate && !unit.strong);
  pen.fillStyle = hollow ? p.surface : color;
  pen.fill();
  if (old) hatch(pen, color);
  outline(pen, unit.group, pointed);
  pen.strokeStyle = color;
  pen.lineWidth = hollow ? 2 : 1;
  pen.stroke();
  pen.restore();
  if (unit.rank !== undefined && !unit.strong) label(pen, p, String(unit.rank), { x: 0, y: 0.5 }, p.text, 700);
  const beside = unit.strong ? 21 : 13;
  label(pen, p, unit.id, { x: beside, y: unit.note ? -7 : 0.5, align: 'left' });
  if (unit.note) label(pen, p, unit.note, { x: beside, y: 9, align: 'left' }, old ? p.labelDim : p.accent, 600);
  pen.restore();
}

export function drawCluster(pen: Pen, p: MapPalette, c: Cluster, name: string, focused: boolean): void {
  const color = groupColor(p, c.group);
  pen.save();
  pen.translate(c.x, c.y);
  if (focused) blank(pen, p);
  pen.globalAlpha = focused ? 0.5 : 1;
  pen.beginPath();
  if (c.group === 'free') pen.arc(0, 0, 13, 0, Math.PI * 2);
  else if (c.group === 'busy') {
    pen.moveTo(0, -16);
    pen.lineTo(16, 0);
    pen.lineTo(0, 16);
    pen.lineTo(-16, 0);
    pen.closePath();
  } else pen.rect(-12, -12, 24, 24);
  pen.strokeStyle = p.halo;
  pen.lineWidth = 4;
  pen.stroke();
  pen.fillStyle = p.surface;
  pen.fill();
  pen.strokeStyle = color;
  pen.lineWidth = 2.5;
  pen.stroke();
  label(pen, p, String(c.members.length), { x: 0, y: 0.5 }, p.text, 700);
  const words = c.members.length <= 2 ? c.members.map((m) => m.unit.id).join(' ') : name;
  label(pen, p, words, { x: 19, y: 0.5, align: 'left' }, p.labelDim, 500);
  pen.restore();
}
