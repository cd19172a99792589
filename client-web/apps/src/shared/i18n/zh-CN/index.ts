import { advice } from './advice';
import { care } from './care';
import { caseTexts } from './case';
import { clinic } from './clinic';
import { coverageTexts } from './coverage';
import { desk } from './desk';
import { hospital } from './hospital';
import { physician } from './physician';
import { problems } from './problems';
import { tablet } from './tablet';
import { terms } from './terms';

export const zhCN = {
  ...terms,
  ...desk,
  ...caseTexts,
  ...problems,
  ...advice,
  ...coverageTexts,
  ...care,
  ...physician,
  ...hospital,
  ...clinic,
  ...tablet,
} as const;
