import { advice } from './advice';
import { care } from './care';
import { caseTexts } from './case';
import { coverageTexts } from './coverage';
import { desk } from './desk';
import { problems } from './problems';
import { tablet } from './tablet';
import { terms } from './terms';

export const en = { ...terms, ...desk, ...caseTexts, ...problems, ...advice, ...coverageTexts, ...care, ...tablet };
