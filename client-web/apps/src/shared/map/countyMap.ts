import type { FeatureCollection } from 'geojson';
import { type GeoJSONSource, Map as LibreMap, LngLatBounds, type LngLatBoundsLike, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { LonLat } from '../transport/wire';
import type { Language, Theme } from '../ui/preferences';
import { putImages } from './images';
import { type MapPalette, palettes } from './palette';
import { buildLayers, buildStyle, type SourceName } from './style';
import 'maplibre-gl/dist/maplibre-gl.css';

setWorkerUrl(workerUrl);

interface Look {
  readonly theme: Theme;
  readonly language: Language;
  readonly coverage: boolean;
  readonly bands: boolean;
}

/** The county's map: areas, roads, names, hospitals and stations, drawn from our own data alone. */
export class CountyMap {
  readonly map: LibreMap;
  private look: Look;
  private readonly waiting = new Map<SourceName, FeatureCollection>();
  private ready = false;

  constructor(container: HTMLElement, look: Look, bounds: readonly number[]) {
    this.look = look;
    const box = toBounds(bounds);
    this.map = new LibreMap({
      container,
      style: buildStyle(palettes[look.theme], look.language, look.coverage, look.bands),
      ...(box ? { bounds: box, fitBoundsOptions: { padding: 24 } } : {}),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      keyboard: false,
      fadeDuration: 0,
      maxZoom: 18,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.once('style.load', () => {
      this.ready = true;
      putImages(this.map, this.palette);
      for (const [name, data] of this.waiting) this.put(name, data);
      this.waiting.clear();
    });
  }

  get palette(): MapPalette {
    return palettes[this.look.theme];
  }

  /** Repaints for another theme, language or layer choice; the data stays where it is. */
  setLook(look: Look): void {
    const themeChanged = look.theme !== this.look.theme;
    this.look = look;
    if (!this.ready) return;
    if (themeChanged) putImages(this.map, this.palette);
    for (const layer of buildLayers(this.palette, look.language, look.coverage, look.bands)) {
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        this.map.setPaintProperty(layer.id, name as never, value as never);
      for (const [name, value] of Object.entries(layer.layout ?? {}))
        this.map.setLayoutProperty(layer.id, name as never, value as never);
    }
  }

  setData(name: SourceName, data: FeatureCollection): void {
    if (this.ready) this.put(name, data);
    else this.waiting.set(name, data);
  }

  fitCounty(bounds: readonly number[]): void {
    const box = toBounds(bounds);
    if (box) this.map.fitBounds(box, { padding: 24, duration: 300 });
  }

  lookAt(at: LonLat, zoom?: number): void {
    this.map.easeTo({
      center: [at.lon, at.lat],
      ...(zoom === undefined ? {} : { zoom: Math.max(zoom, this.map.getZoom()) }),
      duration: 300,
    });
  }

  /** Brings all these points into sight. */
  fit(points: readonly (readonly [number, number])[], maxZoom: number): void {
    const box = new LngLatBounds();
    for (const [lon, lat] of points) box.extend([lon, lat]);
    if (!box.isEmpty()) this.map.fitBounds(box, { padding: 72, maxZoom, duration: 300 });
  }

  destroy(): void {
    this.map.remove();
  }

  private put(name: SourceName, data: FeatureCollection): void {
    const source = this.map.getSource(name) as GeoJSONSource | undefined;
    void source?.setData(data);
  }
}

function toBounds(bounds: readonly number[]): LngLatBoundsLike | undefined {
  const [west, south, east, north] = bounds;
  if (west === undefined || south === undefined || east === undefined || north === undefined) return undefined;
  return [west, south, east, north];
}
