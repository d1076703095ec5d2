import { fileURLToPath } from 'node:url';
import { pdfkit } from './libraries.ts';

/**
 * Noto Sans comes cut into one file a script, and a PDF text run has one font: so a text is split into runs by the
 * file that holds its letters. Otherwise a patient called Łukasz or Nguyễn would lose letters on her own paper.
 */
const stems = {
  Noto: 'noto-sans/files/noto-sans-latin',
  NotoExtended: 'noto-sans/files/noto-sans-latin-ext',
  NotoVietnamese: 'noto-sans/files/noto-sans-vietnamese',
  NotoGreek: 'noto-sans/files/noto-sans-greek',
  NotoCyrillic: 'noto-sans/files/noto-sans-cyrillic',
  NotoMath: 'noto-sans-math/files/noto-sans-math-latin',
  NotoSymbols: 'noto-sans-symbols-2/files/noto-sans-symbols-2-symbols',
} as const;

export type FontFamily = keyof typeof stems;
type Face = Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>;

/** What each file holds in all four styles, read out of the files' own character maps; the first that matches prints. */
const held: readonly [FontFamily, RegExp][] = [
  [
    'Noto',
    /[\n\r\t -~\u00A0-\u00FF\u0131\u0152\u0153\u02BB\u02BC\u02C6\u02DA\u02DC\u2002\u2009\u200B\u2013\u2014\u2018-\u201A\u201C-\u201E\u2022\u2026\u2032\u2033\u2039\u203A\u2044\u20AC\u2122\u2212]/u,
  ],
  [
    'NotoExtended',
    /[\u0100-\u0130\u0132-\u0151\u0154-\u02BA\u02BD-\u02C5\u1D00-\u1DBF\u1E00-\u1E9F\u1EF2-\u1EFF\u2020\u20A0-\u20BF\u2113\u2C60-\u2C7F]/u,
  ],
  ['NotoVietnamese', /[\u0300\u0301\u0303\u0309\u0323\u1EA0-\u1EF1]/u],
  ['NotoGreek', /[\u0370-\u0377\u037A-\u037F\u0384-\u038A\u038C\u038E-\u03A1\u03A3-\u03FF]/u],
  ['NotoCyrillic', /[\u0400-\u045F\u0490\u0491\u04B0\u04B1\u2116]/u],
  [
    'NotoMath',
    /[\u2010\u2015-\u2017\u2021\u203C\u2190-\u2300\u25A0-\u25FF\u2605\u2606\u2640\u2642\u2660-\u2667\u2669-\u266F\u2713]/u,
  ],
  [
    'NotoSymbols',
    /[\u2600-\u2604\u2607\u2608\u260E-\u2612\u26A0\u26A1\u2706-\u2709\u270B-\u271C\u2800-\u28FF]/u,
  ],
];

/** A woff, not a woff2: a woff2 keeps its outlines transformed, and the subsetting in PDFs reads them as stored. */
function file(stem: string, weight: number, slant: 'normal' | 'italic'): string {
  return fileURLToPath(import.meta.resolve(`@fontsource/${stem}-${weight}-${slant}.woff`));
}

function faceOf(family: FontFamily): Face {
  const stem = stems[family];
  const normal = file(stem, 400, 'normal');
  // The mathematical and symbol fonts have one style.
  if (family === 'NotoMath' || family === 'NotoSymbols') {
    return { normal, bold: normal, italics: normal, bolditalics: normal };
  }
  return {
    normal,
    bold: file(stem, 700, 'normal'),
    italics: file(stem, 400, 'italic'),
    bolditalics: file(stem, 700, 'italic'),
  };
}

/** Fonts for pdfmake: paths by family and style. */
export const fontFiles: Record<FontFamily, Face> = {
  Noto: faceOf('Noto'),
  NotoExtended: faceOf('NotoExtended'),
  NotoVietnamese: faceOf('NotoVietnamese'),
  NotoGreek: faceOf('NotoGreek'),
  NotoCyrillic: faceOf('NotoCyrillic'),
  NotoMath: faceOf('NotoMath'),
  NotoSymbols: faceOf('NotoSymbols'),
};

export const allFontPaths: ReadonlySet<string> = new Set(
  Object.values(fontFiles).flatMap((face) => Object.values(face)),
);

function familyOf(character: string): FontFamily | undefined {
  return held.find(([, pattern]) => pattern.test(character))?.[0];
}

/** A letter of a script that no file holds prints as an empty box: visibly missing, never silently left out. */
const missing = '\u25A1';

/**
 * The character in letters that we have: `₂` as 2, `℃` as °C, but `⁴` as ^4, because a 4 on the line would make 10⁴
 * a hundred and four.
 */
function printable(character: string): string {
  if (familyOf(character) !== undefined) return character;
  const folded = character.normalize('NFKC');
  if (/^[\u2070-\u207F]$/u.test(character)) return `^${folded}`;
  return [...folded].every((letter) => familyOf(letter) !== undefined) ? folded : missing;
}

export interface TextRun {
  text: string;
  font: FontFamily;
}

/** Splits a text into runs of one font each. A blank stays with the run before it, so that words do not fall apart. */
export function splitRuns(text: string): TextRun[] {
  const runs: TextRun[] = [];
  for (const character of [...text.normalize('NFC')].map(printable).join('')) {
    const last = runs.at(-1);
    const font = familyOf(character) ?? 'Noto';
    if (last?.font === font) last.text += character;
    else runs.push({ text: character, font });
  }
  return runs;
}

let ruler: PDFKit.PDFDocument | undefined;

/** Width of a text on one line, in points, measured with the fonts that print it. */
export function textWidthPoints(text: string, sizePoints: number, bold: boolean): number {
  const paper = ruler ?? new (pdfkit())({ autoFirstPage: false, font: fontFiles.Noto.normal });
  ruler = paper;
  const width = (run: TextRun) =>
    paper
      .font(fontFiles[run.font][bold ? 'bold' : 'normal'])
      .fontSize(sizePoints)
      .widthOfString(run.text);
  return splitRuns(text).reduce((total, run) => total + width(run), 0);
}
