import type { Content } from 'pdfmake/interfaces.js';
import { type FontFamily, splitRuns, type TextRun } from './fonts.ts';

/**
 * Gives every text of a paper the fonts that hold its letters. Returns new content and leaves the paper as it is,
 * because the layout writes into what it is given and the same paper is printed again.
 */
export function withFonts(content: Content): Content {
  return walk(content) as Content;
}

function walk(node: unknown): unknown {
  if (typeof node === 'string') return wrapped(runsOf(node));
  if (Array.isArray(node)) return node.map(walk);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, walkProperty(name, value)]));
}

/** Where content can stand inside content; any other property (a colour, a width, an SVG) is not text. */
const holdsContent = new Set(['stack', 'columns', 'ul', 'ol']);

function walkProperty(name: string, value: unknown): unknown {
  if (name === 'text') return typeof value === 'string' ? runsOf(value) : inlines(value);
  if (holdsContent.has(name)) return walk(value);
  if (name !== 'table' || value === null || typeof value !== 'object' || !('body' in value)) return value;
  // The layout writes measured widths into the table's own arrays.
  const widths = 'widths' in value && Array.isArray(value.widths) ? { widths: [...value.widths] } : {};
  return { ...value, ...widths, body: walk(value.body) };
}

/**
 * Heights of a line against the Latin font's: the symbol fonts are taller, and one tick would push its line away from
 * the others.
 */
const lineHeights: Partial<Record<FontFamily, number>> = {
  NotoMath: 1.362 / 1.492,
  NotoSymbols: 1.362 / 1.699,
};

/** A text of one Latin run stays a text; any other becomes the list of its runs, which take their style from around. */
function runsOf(text: string): unknown {
  const runs = splitRuns(text);
  const only = runs[0];
  if (only === undefined) return text;
  if (runs.length === 1 && only.font === 'Noto') return only.text;
  return runs.map(inFont);
}

/** Pieces of one line, flat: the layout forgets the style of a piece that holds pieces. */
function inlines(node: unknown): unknown {
  if (Array.isArray(node)) return node.flatMap(inlines);
  if (typeof node === 'string') return splitRuns(node).map(inFont);
  if (node === null || typeof node !== 'object' || !('text' in node)) return node;
  const pieces = inlines(node.text);
  if (!Array.isArray(pieces)) return [{ ...node, text: pieces }];
  return pieces.map((piece) => ({ ...node, ...piece }));
}

function inFont(run: TextRun): TextRun & { lineHeight: number } {
  return { ...run, lineHeight: lineHeights[run.font] ?? 1 };
}

/** A bare list would be a stack of paragraphs. */
function wrapped(runs: unknown): unknown {
  return Array.isArray(runs) ? { text: runs } : runs;
}
