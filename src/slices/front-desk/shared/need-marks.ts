import type { BoardRow } from '../contract.ts';
import { visitNeeds } from './talk-shapes.ts';

/** What a row of the board says of a visit's needs, as the database keeps them; nothing for what it does not know. */
export function needMarksOf(kept: unknown): BoardRow['needs'] {
  const read = visitNeeds.safeParse(kept);
  if (!read.success) return [];
  const { interpreter, access, infection, chaperone } = read.data;
  const marks: [BoardRow['needs'][number], boolean][] = [
    ['interpreter', interpreter !== 'none'],
    ['access', access.length > 0],
    ['mask', infection === 'mask'],
    ['roomApart', infection === 'roomApart'],
    ['chaperone', chaperone === 'wanted'],
  ];
  return marks.filter(([, on]) => on).map(([mark]) => mark);
}
