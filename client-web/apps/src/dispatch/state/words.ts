import type { Translate } from '../../shared/i18n';

/** A complaint in the reader's language when it is one of the known codes, else as it was typed. */
export const complaintText = (t: Translate, complaint: string): string => t.code('complaint', complaint) ?? complaint;

export const capabilityText = (t: Translate, code: string): string => t.code('capability', code.toLowerCase()) ?? code;

export const centreText = (t: Translate, code: string): string => t.code('centre', code) ?? code;
