import type { Map as LibreMap } from 'maplibre-gl';
import { Glide } from '../../shared/map/glide';
import type { MapPalette } from '../../shared/map/palette';
import type { LonLat } from '../../shared/transport/wire';
import { type Cluster, cluster, type Placed, radiusAt } from './cluster';
import { drawCase, drawPin } from './drawCase';
import { drawCluster, drawUnit } from './drawUnit';
import type { Scene, SceneCase } from './scene';
import { spread } from './spread';

export type Hit = { kind: 'case'; id: string } | { kind: 'unit'; id: string } | { kind: 'cluster'; at: LonLat } | undefined;

interface Target {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly hit: Exclude<Hit, undefined>;
}

/** The selected case lies on top, then the more urgent ones. */
const lastOnTop = (a: SceneCase, b: SceneCase) => Number(a.selected) - Number(b.selected) || (a.priority < b.priority ? 1 : -1);

/** Units and cases on a canvas over the map, drawn at most once a frame, and only when something moved. */
export class Overlay {
  private readonly pen: CanvasRenderingContext2D;
  private readonly glide = new Glide();
  private scene: Scene | undefined;
  private targets: Target[] = [];
  private frame: number | undefined;

  constructor(
    private readonly map: LibreMap,
    private readonly canvas: HTMLCanvasElement,
    private readonly palette: () => MapPalette,
  ) {
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no 2d canvas');
    this.pen = pen;
    map.on('move', this.draw);
    map.on('resize', this.draw);
  }

  setScene(scene: Scene): void {
    const now = performance.now();
    for (const unit of scene.units) this.glide.see(unit.id, unit.at, unit.heading, now);
    this.glide.keepOnly(new Set(scene.units.map((unit) => unit.id)));
    this.scene = scene;
    this.request();
  }

  /** Where a unit is drawn at this moment; undefined when it is not on the map. */
  unitPosition(id: string): LonLat | undefined {
    return this.glide.drawn(id, performance.now())?.at;
  }

  /** What lies under a point of the canvas; the topmost first. */
  hit(x: number, y: number): Hit {
    let best: { target: Target; distance: number } | undefined;
    for (const target of this.targets) {
      const distance = Math.hypot(target.x - x, target.y - y);
      if (distance <= target.reach && (!best || distance < best.distance)) best = { target, distance };
    }
    return best?.target.hit;
  }

  request(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.draw();
      if (this.glide.moving(performance.now())) this.request();
    });
  }

  destroy(): void {
    this.map.off('move', this.draw);
    this.map.off('resize', this.draw);
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
  }

  private readonly draw = (): void => {
    const scene = this.scene;
    if (!scene) return;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = window.devicePixelRatio || 1;
    if (this.canvas.width !== width * ratio || this.canvas.height !== height * ratio) {
      this.canvas.width = width * ratio;
      this.canvas.height = height * ratio;
    }
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.pen.clearRect(0, 0, width, height);
    const palette = this.palette();
    const joined = cluster(this.place(scene), radiusAt(this.map.getZoom()));
    const { singles, clusters } = spread(joined.singles, joined.clusters);
    this.targets = [];
    for (const each of clusters) this.addCluster(palette, scene, each);
    for (const each of singles.sort((a, b) => Number(a.unit.strong) - Number(b.unit.strong))) {
      drawUnit(this.pen, palette, each, scene.focused);
      this.targets.push({ x: each.x, y: each.y, reach: 16, hit: { kind: 'unit', id: each.unit.id } });
    }
    for (const each of [...scene.cases].sort(lastOnTop)) {
      const { x, y } = this.map.project([each.at.lon, each.at.lat]);
      drawCase(this.pen, palette, each, x, y);
      this.targets.push({ x, y: y - 18, reach: 20, hit: { kind: 'case', id: each.id } });
    }
    if (scene.pin) {
      const { x, y } = this.map.project([scene.pin.lon, scene.pin.lat]);
      drawPin(this.pen, palette, x, y, scene.pin);
    }
  };

  private place(scene: Scene): Placed[] {
    const now = performance.now();
    return scene.units.map((unit) => {
      const drawn = this.glide.drawn(unit.id, now);
      const at = drawn?.at ?? unit.at;
      const { x, y } = this.map.project([at.lon, at.lat]);
      return { unit, x, y, heading: unit.moving ? drawn?.heading : undefined };
    });
  }

  private addCluster(palette: MapPalette, scene: Scene, each: Cluster): void {
    drawCluster(this.pen, palette, each, scene.groupNames[each.group], scene.focused);
    const at = this.map.unproject([each.x, each.y]);
    this.targets.push({ x: each.x, y: each.y, reach: 16, hit: { kind: 'cluster', at: { lon: at.lng, lat: at.lat } } });
  }
}
