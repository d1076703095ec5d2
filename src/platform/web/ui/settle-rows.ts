/** What a table shows, by row key: in which order, which of them are gone meanwhile, and which wait to be let in. */
export interface Settled {
  order: string[];
  gone: string[];
  held: string[];
}

/**
 * Keeps a live table still. While somebody is at a row (`busy`), rows keep their places, new ones go to the end and rows
 * that are gone stay, marked, so that the row under her finger is the row she meant. With `holdNew` new rows wait
 * until they are asked for. As soon as nobody is at the table, the server's order counts.
 */
export function settleRows(options: {
  before: readonly string[] | undefined;
  next: readonly string[];
  busy: boolean;
  holdNew: boolean;
}): Settled {
  const { before, next, busy, holdNew } = options;
  if (before === undefined) return { order: [...next], gone: [], held: [] };
  const here = new Set(next);
  const known = new Set(before);
  const added = next.filter((key) => !known.has(key));
  const held = holdNew ? added : [];
  if (!busy) return { order: next.filter((key) => !held.includes(key)), gone: [], held };
  return {
    order: [...before, ...(holdNew ? [] : added)],
    gone: before.filter((key) => !here.has(key)),
    held,
  };
}
