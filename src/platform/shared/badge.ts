const prefix = 'BADGE';

/**
 * What the QR code of a person's badge says: who she is, and no secret. Letters and digits alone, which every keyboard layout
 * types without further keys, and capitals, which a QR code holds in the fewest squares.
 * @param staffId UUID
 */
export function badgeText(staffId: string): string {
  return prefix + staffId.replaceAll('-', '').toUpperCase();
}

/** Characters of a badge's text. */
export const badgeLength = prefix.length + 32;

/** A scanner sends capitals and the keyboard may have its own idea of them, so their case says nothing. */
const beginning = new RegExp(`^(?:${prefix}[0-9a-f]{0,32})$`, 'i');

/** Whether a badge's text may begin so. */
export function mayBeBadge(text: string): boolean {
  return text.length <= prefix.length ? prefix.startsWith(text.toUpperCase()) : beginning.test(text);
}

/** The person of a badge's text, in any case of its letters; undefined for any other text. */
export function staffOfBadge(text: string): string | undefined {
  if (text.length !== badgeLength || !beginning.test(text)) return undefined;
  return text
    .slice(prefix.length)
    .toLowerCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
