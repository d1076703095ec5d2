import { indonesian } from './starting/id.ts';
import type { Starting } from './starting/starting.ts';
import { usLadder } from './starting/us-ladder.ts';
import { usTemplates } from './starting/us-plans.ts';
import { usProgrammes } from './starting/us-programmes.ts';

export type { Starting } from './starting/starting.ts';

/** Each country its own, none copied onto the other. @param country ISO 3166 alpha-2 */
export function startingLists(country: string): Starting {
  if (country === 'ID') return indonesian;
  return { templates: usTemplates, programmes: usProgrammes, rungs: usLadder };
}
