import type { Map as LibreMap } from 'maplibre-gl';
import type { MapPalette } from './palette';

const ratio = 2;

type Paint = (context: CanvasRenderingContext2D) => void;

function draw(size: number, paint: Paint): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = size * ratio;
  canvas.height = size * ratio;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  context.scale(ratio, ratio);
  paint(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Diagonal lines that tile without a seam. */
const hatch =
  (color: string): Paint =>
  (c) => {
    c.strokeStyle = color;
    c.lineWidth = 1;
    c.globalAlpha = 0.75;
    for (const shift of [-8, 0, 8]) {
      c.beginPath();
      c.moveTo(shift, 8);
      c.lineTo(shift + 8, 0);
      c.stroke();
    }
  };

/** A cross in a square; struck through while the hospital takes no patients. */
const hospital =
  (p: MapPalette, diverted: boolean): Paint =>
  (c) => {
    c.fillStyle = p.surface;
    c.strokeStyle = diverted ? p.warning : p.text;
    c.lineWidth = 1.5;
    c.beginPath();
    c.roundRect(1.5, 1.5, 17, 17, 3);
    c.fill();
    c.stroke();
    c.fillStyle = diverted ? p.warning : p.text;
    c.fillRect(8.4, 4.8, 3.2, 10.4);
    c.fillRect(4.8, 8.4, 10.4, 3.2);
    if (!diverted) return;
    c.strokeStyle = p.surface;
    c.lineWidth = 4;
    c.beginPath();
    c.moveTo(3, 17);
    c.lineTo(17, 3);
    c.stroke();
    c.strokeStyle = p.warning;
    c.lineWidth = 2;
    c.stroke();
  };

/** A small house. */
const station =
  (p: MapPalette): Paint =>
  (c) => {
    c.fillStyle = p.surface;
    c.strokeStyle = p.faint;
    c.lineWidth = 1.5;
    c.lineJoin = 'round';
    c.beginPath();
    c.moveTo(8, 2);
    c.lineTo(14, 7);
    c.lineTo(14, 14);
    c.lineTo(2, 14);
    c.lineTo(2, 7);
    c.closePath();
    c.fill();
    c.stroke();
  };

/** A disc with a bar for a closed road, a triangle for a slow one: the shape says it too. */
const roadSign =
  (p: MapPalette, closed: boolean): Paint =>
  (c) => {
    c.fillStyle = closed ? p.danger : p.warning;
    c.strokeStyle = p.halo;
    c.lineWidth = 1.5;
    c.beginPath();
    if (closed) c.arc(9, 9, 7.5, 0, 2 * Math.PI);
    else {
      c.moveTo(9, 1.5);
      c.lineTo(17, 16);
      c.lineTo(1, 16);
      c.closePath();
    }
    c.fill();
    c.stroke();
    c.fillStyle = p.halo;
    if (closed) c.fillRect(4.5, 7.6, 9, 2.8);
    else c.fillRect(8, 6, 2, 6);
  };

/** Puts the map's own images in place, or redraws them for another theme. */
export function putImages(map: LibreMap, p: MapPalette): void {
  const images: Readonly<Record<string, ImageData>> = {
    hatch: draw(8, hatch(p.gap)),
    hospital: draw(20, hospital(p, false)),
    'hospital-diverted': draw(20, hospital(p, true)),
    station: draw(16, station(p)),
    'road-closed': draw(18, roadSign(p, true)),
    'road-slow': draw(18, roadSign(p, false)),
  };
  for (const [name, image] of Object.entries(images)) {
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: ratio });
  }
}
