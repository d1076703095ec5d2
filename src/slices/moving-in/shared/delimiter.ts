import { type Delimiter, delimiters } from '../contract.ts';

/**
 * Which mark stands between the cells: the one that cuts the first lines into the most columns, all of them alike.
 * What stands in quotes does not count. @param text the beginning of a file, decoded
 */
export function guessDelimiter(text: string): Delimiter {
  const counts = delimiters.map((mark) => {
    const perRow = marksPerRow(text, mark);
    const heading = perRow[0] ?? 0;
    const alike = perRow.filter((count) => count === heading).length / Math.max(perRow.length, 1);
    return { mark, score: heading === 0 ? 0 : alike * 1000 + heading };
  });
  return counts.reduce((best, one) => (one.score > best.score ? one : best)).mark;
}

function marksPerRow(text: string, mark: string): number[] {
  const rows: number[] = [];
  let quoted = false;
  let count = 0;
  let filled = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (!quoted && (letter === '\n' || letter === '\r')) {
      if (filled) rows.push(count);
      count = 0;
      filled = false;
      continue;
    }
    filled = true;
    if (!quoted && letter === mark) count += 1;
  }
  // the end of the sample may cut a row in two, so the last one counts only where it is all there is
  if (filled && rows.length === 0) rows.push(count);
  return rows;
}
