import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../ui/preferences';
import type { MapPalette } from './palette';

/** Sources of the county's own map; every one is GeoJSON from our server and may be empty. */
export const sourceNames = [
  'boundary',
  'urban',
  'water',
  'coverage',
  'bands',
  'roads',
  'places',
  'closures',
  'drawing',
  'route',
  'hospitals',
  'stations',
] as const;
export type SourceName = (typeof sourceNames)[number];

/** Local fonts: the style names no glyph server, so that the map needs no internet. */
const font = ['Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];

interface RoadLook {
  readonly id: string;
  readonly classes: readonly string[];
  readonly tone: 'roadMajor' | 'roadMiddle' | 'roadMinor';
  readonly from: number;
  /** Widths in pixels at zoom 8, 12 and 16. */
  readonly widths: readonly [number, number, number];
}

/** Least important first, so that the important ones lie on top. A class may go by the county's word or OpenStreetMap's. */
const roadLooks: readonly RoadLook[] = [
  { id: 'lane', classes: ['lane', 'service'], tone: 'roadMinor', from: 13.5, widths: [0.2, 0.5, 3] },
  { id: 'street', classes: ['street', 'residential'], tone: 'roadMinor', from: 12, widths: [0.2, 0.7, 5] },
  { id: 'village', classes: ['village', 'unclassified'], tone: 'roadMinor', from: 9.5, widths: [0.3, 0.9, 6] },
  { id: 'township', classes: ['township', 'tertiary'], tone: 'roadMiddle', from: 8.5, widths: [0.4, 1.3, 8] },
  { id: 'county', classes: ['county', 'secondary'], tone: 'roadMiddle', from: 0, widths: [0.7, 1.9, 9] },
  { id: 'link', classes: ['link'], tone: 'roadMajor', from: 10, widths: [0.4, 1.4, 7] },
  { id: 'provincial', classes: ['provincial', 'primary'], tone: 'roadMajor', from: 0, widths: [0.9, 2.4, 11] },
  { id: 'national', classes: ['national', 'trunk'], tone: 'roadMajor', from: 0, widths: [1.2, 3, 13] },
  { id: 'expressway', classes: ['expressway', 'motorway'], tone: 'roadMajor', from: 0, widths: [1.4, 3.6, 15] },
];

/** Roads that carry their name, and from which zoom. */
const namedRoads: readonly { id: string; looks: readonly string[]; from: number }[] = [
  { id: 'main', looks: ['expressway', 'national', 'provincial'], from: 10 },
  { id: 'county', looks: ['county'], from: 11.5 },
  { id: 'minor', looks: ['township', 'village', 'street'], from: 13.5 },
];

const byName = (language: Language): ExpressionSpecification =>
  language === 'en' ? ['coalesce', ['get', 'nameEn'], ['get', 'name']] : ['coalesce', ['get', 'name'], ['get', 'nameEn']];

function roadLayers(p: MapPalette): LayerSpecification[] {
  return roadLooks.map((look) => ({
    id: `road-${look.id}`,
    type: 'line',
    source: 'roads',
    minzoom: look.from,
    filter: ['match', ['get', 'class'], [...look.classes], true, false],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': p[look.tone],
      'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 8, look.widths[0], 12, look.widths[1], 16, look.widths[2]],
    },
  }));
}

function roadNameLayers(p: MapPalette): LayerSpecification[] {
  return namedRoads.map(({ id, looks, from }) => ({
    id: `road-name-${id}`,
    type: 'symbol',
    source: 'roads',
    minzoom: from,
    filter: [
      'match',
      ['get', 'class'],
      roadLooks.filter((look) => looks.includes(look.id)).flatMap((look) => [...look.classes]),
      true,
      false,
    ],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': ['get', 'name'],
      'text-font': font,
      'text-size': 14,
      'text-padding': 12,
    },
    paint: { 'text-color': p.labelDim, 'text-halo-color': p.halo, 'text-halo-width': 1.6 },
  }));
}

function areaLayers(p: MapPalette): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': p.outside } },
    { id: 'land', type: 'fill', source: 'boundary', paint: { 'fill-color': p.land } },
    { id: 'urban', type: 'fill', source: 'urban', paint: { 'fill-color': p.urban } },
    {
      id: 'water',
      type: 'fill',
      source: 'water',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': p.water },
    },
    {
      id: 'river',
      type: 'line',
      source: 'water',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': p.water, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, 1, 14, 4] },
    },
  ];
}

function coverageLayers(p: MapPalette, visible: boolean): LayerSpecification[] {
  const layout = { visibility: visible ? 'visible' : 'none' } as const;
  const tone = (id: string, bands: string[], opacity: number): LayerSpecification => ({
    id,
    type: 'fill',
    source: 'coverage',
    filter: ['match', ['get', 'band'], bands, true, false],
    layout,
    paint: { 'fill-color': p.covered, 'fill-opacity': opacity, 'fill-antialias': false },
  });
  return [
    tone('coverage-twice', ['twice', 'covered'], 0.18),
    tone('coverage-once', ['once'], 0.07),
    {
      id: 'coverage-gap',
      type: 'fill',
      source: 'coverage',
      filter: ['match', ['get', 'band'], ['late', 'gap'], true, false],
      layout,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': 0.75 },
    },
  ];
}

/** How long until help comes, as quiet steps of one colour, the nearest strongest. */
function bandLayers(p: MapPalette, visible: boolean): LayerSpecification[] {
  const layout = { visibility: visible ? 'visible' : 'none' } as const;
  return [
    {
      id: 'bands',
      type: 'fill',
      source: 'bands',
      filter: ['==', ['get', 'kind'], 'band'],
      layout,
      paint: {
        'fill-color': p.info,
        'fill-opacity': ['interpolate', ['linear'], ['get', 'toSeconds'], 300, 0.34, 1800, 0.05],
        'fill-antialias': false,
      },
    },
    {
      id: 'bands-edge',
      type: 'line',
      source: 'bands',
      filter: ['==', ['get', 'kind'], 'band'],
      layout,
      paint: { 'line-color': p.info, 'line-width': 0.6, 'line-opacity': 0.35 },
    },
    {
      id: 'bands-gap',
      type: 'fill',
      source: 'bands',
      filter: ['==', ['get', 'kind'], 'gap'],
      layout,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': 0.75 },
    },
  ];
}

/** Closed and slowed roads, and what is being drawn. */
function closureLayers(p: MapPalette): LayerSpecification[] {
  const closed: ExpressionSpecification = ['get', 'closed'];
  const color: ExpressionSpecification = ['case', closed, p.danger, p.warning];
  return [
    {
      id: 'closure-area',
      type: 'fill',
      source: 'closures',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': color, 'fill-opacity': 0.14 },
    },
    {
      id: 'closure-casing',
      type: 'line',
      source: 'closures',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': p.routeCase, 'line-width': ['*', ['get', 'width'], 1.6] },
    },
    {
      id: 'closure-line',
      type: 'line',
      source: 'closures',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': color, 'line-width': ['get', 'width'], 'line-dasharray': [1, 0.7] },
    },
    {
      id: 'closure-label',
      type: 'symbol',
      source: 'closures',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': ['case', closed, 'road-closed', 'road-slow'],
        'icon-allow-overlap': true,
        'text-field': ['step', ['zoom'], '', 9.5, ['get', 'label']],
        'text-font': font,
        'text-size': 14,
        'text-anchor': 'top',
        'text-offset': [0, 0.9],
        'text-optional': true,
      },
      paint: { 'text-color': color, 'text-halo-color': p.halo, 'text-halo-width': 1.6 },
    },
    {
      id: 'drawing-line',
      type: 'line',
      source: 'drawing',
      paint: { 'line-color': p.danger, 'line-width': 2, 'line-dasharray': [2, 1] },
    },
    {
      id: 'drawing-point',
      type: 'circle',
      source: 'drawing',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-color': p.danger, 'circle-radius': 4, 'circle-stroke-color': p.halo, 'circle-stroke-width': 1.5 },
    },
  ];
}

function lineLayers(p: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'urban-line',
      type: 'line',
      source: 'urban',
      paint: { 'line-color': p.urbanLine, 'line-width': 1, 'line-dasharray': [3, 3] },
    },
    {
      id: 'boundary',
      type: 'line',
      source: 'boundary',
      paint: { 'line-color': p.boundary, 'line-width': 1.5, 'line-dasharray': [6, 3] },
    },
    {
      id: 'route-casing',
      type: 'line',
      source: 'route',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': p.routeCase, 'line-width': 7, 'line-opacity': 0.8 },
    },
    {
      id: 'route',
      type: 'line',
      source: 'route',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': p.route, 'line-width': 3.5 },
    },
  ];
}

function placeLayers(p: MapPalette, language: Language): LayerSpecification[] {
  const place = (kind: string, size: number, minzoom: number, color: string): LayerSpecification => ({
    id: `place-${kind}`,
    type: 'symbol',
    source: 'places',
    minzoom,
    filter: ['==', ['get', 'kind'], kind],
    layout: {
      'text-field': byName(language),
      'text-font': font,
      'text-size': size,
      'text-padding': 6,
      'text-max-width': 9,
      'text-anchor': 'bottom',
      'text-offset': [0, -1.1],
    },
    paint: { 'text-color': color, 'text-halo-color': p.halo, 'text-halo-width': 1.6 },
  });
  return [place('village', 14, 11.5, p.labelDim), place('town', 14, 8, p.label), place('seat', 17, 0, p.label)];
}

function pointLayers(p: MapPalette): LayerSpecification[] {
  const text = {
    'text-field': ['step', ['zoom'], '', 10.6, ['get', 'label']] as ExpressionSpecification,
    'text-font': font,
    'text-size': 14,
    'text-anchor': 'top' as const,
    'text-offset': [0, 0.8] as [number, number],
    'text-optional': true,
    'text-max-width': 10,
    'icon-allow-overlap': true,
  };
  return [
    {
      id: 'stations',
      type: 'symbol',
      source: 'stations',
      layout: { ...text, 'text-field': ['step', ['zoom'], '', 12.5, ['get', 'label']], 'icon-image': 'station' },
      paint: { 'text-color': p.labelDim, 'text-halo-color': p.halo, 'text-halo-width': 1.6 },
    },
    {
      id: 'hospitals',
      type: 'symbol',
      source: 'hospitals',
      layout: { ...text, 'icon-image': ['case', ['get', 'diverted'], 'hospital-diverted', 'hospital'] },
      paint: {
        'text-color': ['case', ['get', 'diverted'], p.warning, p.labelDim],
        'text-halo-color': p.halo,
        'text-halo-width': 1.6,
      },
    },
  ];
}

/** Every layer of the map, bottom first. */
export function buildLayers(palette: MapPalette, language: Language, coverage: boolean, bands: boolean): LayerSpecification[] {
  return [
    ...areaLayers(palette),
    ...coverageLayers(palette, coverage),
    ...bandLayers(palette, bands),
    ...roadLayers(palette),
    ...lineLayers(palette),
    ...closureLayers(palette),
    ...roadNameLayers(palette),
    ...pointLayers(palette),
    ...placeLayers(palette, language),
  ];
}

/** The whole style, its sources still empty. */
export function buildStyle(palette: MapPalette, language: Language, coverage: boolean, bands: boolean): StyleSpecification {
  const empty = { type: 'FeatureCollection' as const, features: [] };
  return {
    version: 8,
    sources: Object.fromEntries(sourceNames.map((name) => [name, { type: 'geojson' as const, data: empty, tolerance: 0.4 }])),
    layers: buildLayers(palette, language, coverage, bands),
  };
}
