import { idSet } from './starting/id.ts';
import type { Starting } from './starting/starting.ts';
import { usSet } from './starting/us.ts';

/** What a new clinic of this country starts with. A clinic elsewhere starts from the US one and checks it with its own law. */
export function startingSet(country: string): readonly Starting[] {
  return country === 'ID' ? idSet : usSet;
}
