import { advice } from './advice';
import { caseTexts } from './case';
import { desk } from './desk';
import { problems } from './problems';
import { terms } from './terms';

export const zhCN = { ...terms, ...desk, ...caseTexts, ...problems, ...advice } as const;
