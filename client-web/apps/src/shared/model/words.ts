import type { Translate } from '../i18n';

export const capabilityText = (t: Translate, code: string): string => t.code('capability', code) ?? code;

export const centreText = (t: Translate, code: string): string => t.code('centre', code) ?? code;

/** The part of a case's number that people say: what follows the day. */
export const shortNumber = (number: string): string => number.slice(number.lastIndexOf('-') + 1);
