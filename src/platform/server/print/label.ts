import type { Content } from 'pdfmake/interfaces.js';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { words } from '../words.ts';
import { textWidthPoints } from './fonts.ts';
import { marksOf, namesPatient } from './marks.ts';
import type { Paper, Printing } from './paper-types.ts';
import { sheets } from './sizes.ts';

/** Sizes that are tried until the label holds its body. */
export const labelScales = [1, 0.9, 0.8, 0.72, 0.64] as const;

const nameSizesPoints = [9, 8, 7];
const smallestNamePoints = 5;
const identitySizesPoints = [7.5, 6.5, 5.5, 4.5];

/** A label: the fitted name, birth date and record number, then what the slice puts on it. No letterhead, no footer. */
export function labelContent(paper: Paper, printing: Printing, scale: number): Content[] {
  const { widthPoints, margins } = sheets[paper.size];
  const width = widthPoints - margins[0] - margins[2];
  const parts: Content[] = [];
  if (namesPatient(paper)) {
    const name = fitName(paper.patient.name, width);
    parts.push({ text: name.text, fontSize: name.sizePoints, bold: true });
    parts.push(identityLine(paper.patient, paper, width));
  }
  parts.push(paper.body);
  for (const mark of marksOf(paper, printing)) parts.push({ text: mark, bold: true, fontSize: 5 * scale });
  return parts;
}

/** The two identifiers beside the name, in the words of a label. */
export function identityTexts(
  patient: NonNullable<Paper['patient']>,
  paper: Paper,
): { born: string; record: string } {
  const date = formatPlainDate(patient.birthDate, localeFor(paper.language), 'short');
  return {
    born: words(paper.language, 'print_labelBirthDate', { date }),
    record: words(paper.language, 'print_labelRecordNumber', { number: patient.recordNumber }),
  };
}

/** Birth date and record number side by side, smaller before shorter: a cut number is another patient's number. */
function identityLine(patient: NonNullable<Paper['patient']>, paper: Paper, width: number): Content {
  const { born, record } = identityTexts(patient, paper);
  const gap = 6;
  const fits = (size: number) =>
    textWidthPoints(born, size, false) + gap + textWidthPoints(record, size, true) <= width;
  const fontSize = identitySizesPoints.find(fits);
  if (fontSize !== undefined) {
    return {
      columns: [
        { text: born, width: '*', noWrap: true },
        { text: record, width: 'auto', bold: true, noWrap: true },
      ],
      fontSize,
    };
  }
  const alone = Math.min(6.5, (width / textWidthPoints(record, 1, true)) * 0.98);
  return {
    stack: [
      { text: record, bold: true, fontSize: alone, noWrap: true },
      { text: born, fontSize: 6.5 },
    ],
  };
}

/**
 * A name that fits one line: whole, else middle names as initials, else first and last alone, each in smaller print
 * before the next cut; in the end first and last on two lines. First and last are never cut, and titles before or
 * degrees behind go first (`Hj.`, `, S.Kom.`).
 * @param widthPoints width of the line
 */
export function fitName(name: string, widthPoints: number): { text: string; sizePoints: number } {
  for (const text of shorterNames(name)) {
    const sizePoints = nameSizesPoints.find((size) => textWidthPoints(text, size, true) <= widthPoints);
    if (sizePoints !== undefined) return { text, sizePoints };
  }
  const shortest = shorterNames(name).at(-1) ?? name;
  const sizePoints = (widthPoints / textWidthPoints(shortest, 1, true)) * 0.99;
  if (sizePoints >= smallestNamePoints) return { text: shortest, sizePoints };
  const lines = shortest.split(' ');
  const widest = Math.max(...lines.map((line) => textWidthPoints(line, 1, true)));
  return { text: lines.join('\n'), sizePoints: Math.min(6, (widthPoints / widest) * 0.99) };
}

/** The spellings of a name from the whole one to first and last. */
function shorterNames(name: string): string[] {
  const whole = name.trim().replace(/\s+/g, ' ');
  const bare = (whole.split(',')[0] ?? whole)
    .replace(/^((dr|drg|drs|dra|ir|h|hj|kh|tn|ny|nn|an|by|prof)\. ?)+/i, '')
    .trim();
  const parts = bare.split(' ');
  const [first, last] = [parts[0], parts.at(-1)];
  if (parts.length < 3 || first === undefined || last === undefined) return unique([whole, bare]);
  const middle = parts.slice(1, -1);
  const initials = middle.map((part) => (part.endsWith('.') ? part : `${[...part][0]}.`));
  return unique([whole, bare, [first, ...initials, last].join(' '), `${first} ${last}`]);
}

function unique(names: string[]): string[] {
  return [...new Set(names.filter((text) => text !== ''))];
}
