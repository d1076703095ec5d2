import type { ReactNode } from 'react';
import { More } from './More.tsx';

const usual = 8;

/** The lines of a panel: the first few stand, the others are folded away, and where even those are not all it is said. */
export function FoldedList<Item>(props: {
  items: readonly Item[];
  keyOf: (item: Item) => string;
  children: (item: Item) => ReactNode;
  none: string;
  /** Names what is folded away, by how many there are. */
  moreOf: (count: number) => string;
  /** Where there are more than were fetched. */
  rest?: string | false;
  atOnce?: number;
  /** Its lines draw their own edges. */
  plain?: boolean;
}) {
  const { items, none, moreOf, rest, atOnce = usual } = props;
  const lines = (some: readonly Item[]) => (
    <ul className={props.plain ? 's-lines' : 's-lines s-lines-edged'}>
      {some.map((one) => (
        <li key={props.keyOf(one)}>{props.children(one)}</li>
      ))}
    </ul>
  );
  if (items.length === 0) return <p className="s-soft">{none}</p>;
  const folded = items.slice(atOnce);
  return (
    <>
      {lines(items.slice(0, atOnce))}
      {folded.length > 0 && <More label={moreOf(folded.length)}>{lines(folded)}</More>}
      {rest && <p className="s-soft">{rest}</p>}
    </>
  );
}
