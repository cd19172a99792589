import type { Language } from '../ui/preferences';
import { usePreferences } from '../ui/preferences';
import { en } from './en';
import { zhCN } from './zh-CN';

export type Catalogue = typeof zhCN;
export type TextKey = keyof Catalogue;

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { 'zh-CN': zhCN, en };

/** The names in braces of a text. */
type Holes<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type Fill<K extends TextKey> = [Holes<Catalogue[K]>] extends [never]
  ? []
  : [values: Record<Holes<Catalogue[K]>, string | number>];

/** Says a key of the catalogue, its holes filled. */
export interface Translate {
  <K extends TextKey>(key: K, ...values: Fill<K>): string;
  /** Says what a code of the server is called; undefined when the catalogue does not know it. */
  code(family: string, code: string, values?: Readonly<Record<string, string | number>>): string | undefined;
}

export function fill(text: string, values: Readonly<Record<string, string | number>> | undefined): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

function translator(language: Language): Translate {
  const texts = catalogues[language];
  const say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => fill(texts[key], values);
  return Object.assign(say, {
    code: (family: string, code: string, values?: Readonly<Record<string, string | number>>) => {
      const key = `${family}.${code}`;
      return Object.hasOwn(texts, key) ? fill(texts[key as TextKey], values) : undefined;
    },
  }) as Translate;
}

const translators: Readonly<Record<Language, Translate>> = { 'zh-CN': translator('zh-CN'), en: translator('en') };

/** The translator of the chosen language, inside a component. */
export function useT(): Translate {
  return translators[usePreferences((p) => p.language)];
}

/** The same outside of components. */
export function currentT(): Translate {
  return translators[usePreferences.getState().language];
}
