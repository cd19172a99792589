import type { Theme } from '../ui/preferences';

/** The colours of the map in one theme. They match the tokens of the style sheets. */
export interface MapPalette {
  readonly outside: string;
  readonly land: string;
  readonly urban: string;
  readonly urbanLine: string;
  readonly water: string;
  readonly boundary: string;
  readonly roadMajor: string;
  readonly roadMiddle: string;
  readonly roadMinor: string;
  readonly label: string;
  readonly labelDim: string;
  readonly halo: string;
  readonly covered: string;
  readonly gap: string;
  readonly route: string;
  readonly routeCase: string;
  readonly surface: string;
  readonly text: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly danger: string;
  readonly warning: string;
  readonly info: string;
  readonly good: string;
  readonly onGood: string;
  readonly faint: string;
}

export const palettes: Readonly<Record<Theme, MapPalette>> = {
  dark: {
    outside: '#0b0f13',
    land: '#141b22',
    urban: '#1d2731',
    urbanLine: '#3c4b59',
    water: '#15303f',
    boundary: '#73879a',
    roadMajor: '#7d90a3',
    roadMiddle: '#536575',
    roadMinor: '#334150',
    label: '#d5dee7',
    labelDim: '#a3b1be',
    halo: '#10161c',
    covered: '#45c3a2',
    gap: '#f0b73d',
    route: '#7aa2ff',
    routeCase: '#0e1318',
    surface: '#151b22',
    text: '#e8edf2',
    accent: '#7aa2ff',
    onAccent: '#0b1220',
    danger: '#ff8265',
    warning: '#f0b73d',
    info: '#6cc3e8',
    good: '#45c3a2',
    onGood: '#06231c',
    faint: '#8795a4',
  },
  light: {
    outside: '#d9dfe4',
    land: '#f4f6f7',
    urban: '#e6eaed',
    urbanLine: '#aab5bf',
    water: '#bcd9e8',
    boundary: '#6d7d8b',
    roadMajor: '#8796a5',
    roadMiddle: '#aab6c1',
    roadMinor: '#cfd7dd',
    label: '#1b2731',
    labelDim: '#465664',
    halo: '#f7f9fa',
    covered: '#1f9a78',
    gap: '#a86e00',
    route: '#1f4fbf',
    routeCase: '#ffffff',
    surface: '#ffffff',
    text: '#15202b',
    accent: '#1f4fbf',
    onAccent: '#ffffff',
    danger: '#b02a08',
    warning: '#8f5e00',
    info: '#085f85',
    good: '#00775a',
    onGood: '#ffffff',
    faint: '#5c6b79',
  },
};
