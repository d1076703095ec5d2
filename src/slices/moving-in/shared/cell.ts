/** Characters by which a spreadsheet takes a cell for a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r＝＋－＠]/;

/**
 * A cell as it was meant: `="00123"`, by which systems keep a spreadsheet from eating zeros, is 00123; the apostrophe
 * that our own files put before a formula is taken off. A formula is text like any other and is never worked out.
 */
export function plainCell(cell: string): string {
  const text = cell.replaceAll('\0', '').trim();
  const kept = /^="([^"]*)"$/.exec(text);
  if (kept?.[1] !== undefined) return kept[1].trim();
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
}

/** How a spreadsheet writes a long number that it took for a quantity: its last digits are gone for good. */
export function lostDigits(text: string): boolean {
  return /^\d([.,]\d+)?E\+\d{1,2}$/i.test(text);
}
