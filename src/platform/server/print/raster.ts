import type { Font } from 'fontkit';
import { fontFiles, splitRuns } from './fonts.ts';
import { fontkit } from './libraries.ts';

/** Dots of a line of print: `widthBytes` bytes a row, the leftmost dot in the highest bit, 1 black. */
export interface Bitmap {
  widthBytes: number;
  height: number;
  dots: Uint8Array;
}

/** Height of a line against its size, and of the baseline in it: those of Noto Sans. */
const lineHeight = 1.362;
const ascent = 1.069;
/** A curve is drawn as so many straight strokes; at 24 to 48 dots of height more are not seen. */
const strokesOfCurve = 6;

const opened = new Map<string, Font>();

function openFont(file: string): Font {
  const known = opened.get(file);
  if (known) return known;
  const font = fontkit().openSync(file);
  if ('fonts' in font) throw new Error(`${file} is a collection`);
  opened.set(file, font);
  return font;
}

interface Glyph {
  commands: readonly { command: string; args: readonly number[] }[];
  scale: number;
  x: number;
}

/** The outlines of a text one after another, in the fonts that hold its letters, and how wide it is in dots. */
function layOut(text: string, sizeDots: number, bold: boolean): { glyphs: Glyph[]; width: number } {
  const glyphs: Glyph[] = [];
  let x = 0;
  for (const run of splitRuns(text)) {
    const font = openFont(fontFiles[run.font][bold ? 'bold' : 'normal']);
    const scale = sizeDots / font.unitsPerEm;
    const laid = font.layout(run.text);
    for (const [at, glyph] of laid.glyphs.entries()) {
      const place = laid.positions[at];
      glyphs.push({ commands: glyph.path.commands, scale, x: x + (place?.xOffset ?? 0) * scale });
      x += (place?.xAdvance ?? glyph.advanceWidth) * scale;
    }
  }
  return { glyphs, width: x };
}

/** Width of a text in dots. */
export function rasterWidth(text: string, sizeDots: number, bold: boolean): number {
  return layOut(text, sizeDots, bold).width;
}

/**
 * Draws texts into one line of print, for printers whose code pages lack their letters.
 * @param parts each at its `x`, dots from the left edge
 */
export function drawLine(
  parts: readonly { text: string; x: number; bold: boolean }[],
  sizeDots: number,
  widthDots: number,
): Bitmap {
  const height = Math.ceil(sizeDots * lineHeight);
  const widthBytes = Math.ceil(widthDots / 8);
  const dots = new Uint8Array(widthBytes * height);
  const baseline = sizeDots * ascent;
  for (const part of parts) {
    for (const glyph of layOut(part.text, sizeDots, part.bold).glyphs) {
      const edges = edgesOf(glyph, part.x, baseline);
      for (let row = 0; row < height; row += 1) {
        for (const [from, to] of spansAt(edges, row + 0.5)) {
          const last = Math.min(widthDots - 1, Math.ceil(to - 0.5) - 1);
          for (let x = Math.max(0, Math.ceil(from - 0.5)); x <= last; x += 1) {
            const at = row * widthBytes + (x >> 3);
            dots[at] = (dots[at] ?? 0) | (0x80 >> (x & 7));
          }
        }
      }
    }
  }
  return { widthBytes, height, dots };
}

type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

/** A glyph's outline in straight strokes, its y turned downwards. */
function edgesOf(glyph: Glyph, left: number, baseline: number): Edge[] {
  const edges: Edge[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const draw = (toX: number, toY: number) => {
    edges.push([x, y, toX, toY]);
    [x, y] = [toX, toY];
  };
  for (const { command, args } of glyph.commands) {
    const points = args.map((value, at) =>
      at % 2 === 0 ? left + glyph.x + value * glyph.scale : baseline - value * glyph.scale,
    );
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = points;
    if (command === 'moveTo') [x, y, startX, startY] = [a, b, a, b];
    else if (command === 'lineTo') draw(a, b);
    else if (command === 'closePath') draw(startX, startY);
    else {
      const cubic = command === 'bezierCurveTo';
      const [fromX, fromY] = [x, y];
      for (let step = 1; step <= strokesOfCurve; step += 1) {
        const t = step / strokesOfCurve;
        draw(
          cubic ? bezier(t, fromX, a, c, e) : bezier(t, fromX, a, c),
          cubic ? bezier(t, fromY, b, d, f) : bezier(t, fromY, b, d),
        );
      }
    }
  }
  return edges;
}

/** A point of a curve by de Casteljau. */
function bezier(t: number, ...points: number[]): number {
  let level = points;
  while (level.length > 1) level = level.slice(1).map((next, at) => (level[at] ?? 0) * (1 - t) + next * t);
  return level[0] ?? 0;
}

/** Where a row lies inside an outline, by the non-zero rule of fonts. */
function spansAt(edges: readonly Edge[], y: number): [number, number][] {
  const crossings: { x: number; turn: number }[] = [];
  for (const [x0, y0, x1, y1] of edges) {
    if (y0 <= y === y1 <= y) continue;
    crossings.push({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1 });
  }
  crossings.sort((a, b) => a.x - b.x);
  const spans: [number, number][] = [];
  let inside = 0;
  for (const [at, crossing] of crossings.entries()) {
    const next = crossings[at + 1];
    inside += crossing.turn;
    if (inside !== 0 && next) spans.push([crossing.x, next.x]);
  }
  return spans;
}
