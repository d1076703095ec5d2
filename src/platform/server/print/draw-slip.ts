import type { PairLine, TextLine } from './escpos.ts';
import { type Bitmap, drawLine, rasterWidth } from './raster.ts';

/** Words of a slip that its printer cannot spell, as pictures of the same size and place as its own letters. */
export function drawSlip(line: TextLine | PairLine, dots: { size: number; width: number }): Bitmap[] {
  const bold = line.bold ?? false;
  const measure = (text: string) => rasterWidth(text, dots.size, bold);
  if (line.kind === 'text') {
    const rows = line.text
      .split('\n')
      .flatMap((row) => wrapDots(row, dots.width, measure))
      .flatMap((row) => (measure(row) > dots.width ? broken(row, dots.width, measure) : [row]));
    return rows.map((text) => {
      const free = dots.width - measure(text);
      const x = line.align === 'center' ? free / 2 : line.align === 'right' ? free : 0;
      return drawLine([{ text, x: Math.max(0, x), bold }], dots.size, dots.width);
    });
  }
  const figures = { text: line.right, x: Math.max(0, dots.width - measure(line.right)), bold };
  const rows = wrapDots(line.left, Math.max(dots.width / 3, figures.x - dots.size), measure);
  // the figures stand on the last row of their words
  return rows.map((text, at) => {
    const words = { text, x: 0, bold };
    return drawLine(at === rows.length - 1 ? [words, figures] : [words], dots.size, dots.width);
  });
}

/** Breaks a word that is longer than the line where the line ends, so that no letter is lost. */
function broken(word: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  for (const letter of word) {
    const last = parts.at(-1);
    if (last === undefined || measure(last + letter) > width) parts.push(letter);
    else parts[parts.length - 1] = last + letter;
  }
  return parts;
}

/** Breaks a text between words where a line is full; a word that is longer than the line stays whole. */
export function wrapDots(text: string, width: number, measure: (text: string) => number): string[] {
  const rows: string[] = [];
  for (const word of text.split(/[ \t]+/)) {
    const last = rows.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || measure(longer) > width) rows.push(word);
    else rows[rows.length - 1] = longer;
  }
  return rows;
}
