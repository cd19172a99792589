import type { MapPalette } from '../../shared/map/palette';
import type { LonLat, Priority } from '../../shared/transport/wire';
import { label } from './drawUnit';
import type { SceneCase } from './scene';

type Pen = CanvasRenderingContext2D;

const tone = (p: MapPalette, priority: Priority) =>
  priority === 'I' ? p.danger : priority === 'II' ? p.warning : priority === 'III' ? p.text : p.labelDim;

/** A shield that points at the place; inside it the numeral. */
function plate(pen: Pen): void {
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(-6, -9);
  pen.lineTo(-14, -9);
  pen.lineTo(-14, -31);
  pen.lineTo(14, -31);
  pen.lineTo(14, -9);
  pen.lineTo(6, -9);
  pen.closePath();
}

/** I filled, II half filled, III a ring, IV a dash; the numeral always. */
export function drawCase(pen: Pen, p: MapPalette, c: SceneCase, x: number, y: number): void {
  const color = tone(p, c.priority);
  pen.save();
  pen.translate(x, y);
  pen.lineJoin = 'round';
  if (c.selected) {
    plate(pen);
    pen.strokeStyle = p.accent;
    pen.lineWidth = 8;
    pen.stroke();
  }
  plate(pen);
  pen.strokeStyle = p.halo;
  pen.lineWidth = 4;
  pen.stroke();
  pen.fillStyle = p.surface;
  pen.fill();
  if (c.priority === 'I') {
    pen.fillStyle = color;
    pen.fill();
  } else if (c.priority === 'II') {
    pen.save();
    pen.clip();
    pen.fillStyle = color;
    pen.fillRect(-14, -31, 8, 31);
    pen.restore();
  } else if (c.priority === 'IV') {
    pen.fillStyle = color;
    pen.fillRect(-9, -13, 18, 2);
  }
  plate(pen);
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  if (!c.waiting) pen.setLineDash([]);
  pen.stroke();
  pen.font = '700 15px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = c.priority === 'I' ? p.halo : p.text;
  pen.fillText(c.priority, c.priority === 'II' ? 4 : 0, -20);
  if (c.alarm || c.waiting) {
    pen.beginPath();
    pen.moveTo(14, -42);
    pen.lineTo(22, -28);
    pen.lineTo(6, -28);
    pen.closePath();
    pen.fillStyle = c.alarm ? p[c.alarm] : p.warning;
    pen.strokeStyle = p.halo;
    pen.lineWidth = 3;
    pen.stroke();
    pen.fill();
    pen.fillStyle = p.halo;
    pen.font = '700 11px system-ui, sans-serif';
    pen.fillText('!', 14, -32.5);
  }
  pen.restore();
}

/** Where a new case would be: cross hairs. */
export function drawPin(pen: Pen, p: MapPalette, x: number, y: number, at: LonLat): void {
  pen.save();
  pen.translate(x, y);
  for (const [color, width] of [
    [p.halo, 5],
    [p.accent, 2],
  ] as const) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(0, 0, 11, 0, Math.PI * 2);
    for (const [dx, dy] of [
      [0, -1],
      [0, 1],
      [1, 0],
      [-1, 0],
    ] as const) {
      pen.moveTo(dx * 5, dy * 5);
      pen.lineTo(dx * 18, dy * 18);
    }
    pen.stroke();
  }
  label(pen, p, `${at.lon.toFixed(5)}, ${at.lat.toFixed(5)}`, { x: 0, y: 30 }, p.text, 500);
  pen.restore();
}
