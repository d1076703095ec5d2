/** Longest folded text in characters; longer names and titles are searched by their beginning. */
const FOLDED_LIMIT_CHARACTERS = 128;

/**
 * The form in which texts are compared: `  José  PÉREZ ` and `jose perez` fold to the same.
 *
 * @returns lower case without accents, blanks collapsed, at most 128 characters
 */
export function foldText(text: string): string {
  // Most clinical text is ASCII, where there is nothing to decompose.
  const start = text.slice(0, 1000);
  const plain = /^[\x20-\x7e]*$/.test(start) ? start : start.normalize('NFKD').replace(/\p{M}+/gu, '');
  const folded = plain.toLowerCase().replace(/\s+/g, ' ').trim();
  if (folded.length <= FOLDED_LIMIT_CHARACTERS) return folded;
  return [...folded.slice(0, 2 * FOLDED_LIMIT_CHARACTERS)]
    .slice(0, FOLDED_LIMIT_CHARACTERS)
    .join('')
    .trimEnd();
}

/**
 * Cuts a code, system or identifier to what an index entry can hold. A b-tree entry of PostgreSQL ends at 2,704
 * bytes, and a character may take four. Ask with the same cut.
 */
export function cutToken(text: string): string {
  return text.slice(0, 200).toWellFormed();
}

/** The same for a text as it was written; longer ones are compared by their beginning. */
export function cutExact(text: string): string {
  return text.slice(0, 200).toWellFormed();
}

/** The same for a URI. */
export function cutUri(text: string): string {
  return text.slice(0, 500).toWellFormed();
}
