import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { fill } from './index';
import { zhCN } from './zh-CN';

const source = join(import.meta.dirname, '..', '..');

const files = (readdirSync(source, { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));

const components = files.filter(({ name }) => name.endsWith('.tsx'));
const catalogues = /i18n[/\\](zh-CN|en)[/\\]/;

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe('catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zhCN).sort());
  });

  it('have the same holes in each text', () => {
    const different = (Object.keys(zhCN) as (keyof typeof zhCN)[]).filter(
      (key) => holes(zhCN[key]).join() !== holes(en[key]).join(),
    );
    expect(different).toEqual([]);
  });

  it('are without empty texts', () => {
    expect([...Object.values(zhCN), ...Object.values(en)].filter((text) => text.trim() === '')).toEqual([]);
  });

  it('are complete in use: every key that is named somewhere exists', () => {
    const named = files.flatMap(({ text }) => [...text.matchAll(/\bt\('([^'$]+)'/g)].map((m) => m[1] ?? ''));
    expect(named.filter((key) => !(key in zhCN))).toEqual([]);
  });
});

describe('every text', () => {
  const outside = files
    .filter(({ name }) => !catalogues.test(name))
    .map(({ text }) => text)
    .join('\n');
  const families = [...outside.matchAll(/`([\w.]+\.)\$\{/g), ...outside.matchAll(/\.code\('([\w.-]+)'/g)].map(
    (m) => m[1]?.replace(/\.?$/, '.') ?? '',
  );

  it('is said somewhere', () => {
    const silent = Object.keys(zhCN).filter(
      (key) => !outside.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)),
    );
    expect(silent).toEqual([]);
  });
});

describe('components', () => {
  it('hold no Chinese text of their own', () => {
    const found = files.filter(
      ({ name, text }) => !catalogues.test(name) && /\p{Script=Han}/u.test(text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')),
    );
    expect(found.map(({ name }) => name)).toEqual(['dispatch/state/places.ts']);
  });

  it('hold no words in attributes that are read aloud or shown', () => {
    const spoken = /\b(aria-label|title|placeholder|alt|label)="[^"]/;
    expect(components.filter(({ text }) => spoken.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('hold no words as expressions; names of keys are the same everywhere', () => {
    const words = components.flatMap(({ text }) => [...text.matchAll(/>\s*\{'([^']*[a-z][^']*)'\}/gi)].map((m) => m[1]));
    expect(words.filter((word) => !['F2', 'Enter', 'Ctrl', 'A'].includes(word ?? ''))).toEqual([]);
  });
});

describe('fill', () => {
  it('fills holes and leaves those it has nothing for', () => {
    expect(fill('{a} of {b}', { a: 1 })).toBe('1 of {b}');
  });
});
