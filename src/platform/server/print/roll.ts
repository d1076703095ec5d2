import type { Content } from 'pdfmake/interfaces.js';
import { localeFor } from '#platform/shared/languages.ts';
import { formatDateTime, formatPlainDate } from '#platform/shared/time.ts';
import { words } from '../words.ts';
import { marksOf, namesPatient } from './marks.ts';
import type { Paper, Printing } from './paper-types.ts';
import { sheets } from './sizes.ts';

/** A paper on a roll: one page as long as it needs, black only, for heads that know no grey. */
export function rollContent(paper: Paper, printing: Printing): Content[] {
  const { fontSizePoints } = sheets[paper.size];
  const small = fontSizePoints * 0.85;
  const parts: Content[] = [
    { text: printing.clinicName, bold: true, fontSize: fontSizePoints * 1.25, alignment: 'center' },
    { text: printing.addressLines.join('\n'), fontSize: small, alignment: 'center' },
    separator(paper),
    { text: paper.title, bold: true, fontSize: fontSizePoints * 1.2, alignment: 'center' },
  ];
  if (paper.number && paper.kind !== 'queueSlip') {
    parts.push({ text: `${words(paper.language, 'print_number')} ${paper.number}`, alignment: 'center' });
  }
  for (const mark of marksOf(paper, printing)) parts.push({ text: mark, bold: true, alignment: 'center' });
  if (namesPatient(paper)) parts.push(...patientLines(paper.patient, paper));
  parts.push({ text: ' ', fontSize: 4 }, paper.body);
  if (paper.kind !== 'queueSlip') parts.push(separator(paper), ...printedLines(paper, printing, small));
  return parts;
}

function separator(paper: Paper): Content {
  const { widthPoints, margins } = sheets[paper.size];
  const end = widthPoints - margins[0] - margins[2];
  const stroke = {
    type: 'line' as const,
    x1: 0,
    y1: 0,
    x2: end,
    y2: 0,
    lineWidth: 0.7,
    dash: { length: 2.5, space: 2 },
  };
  return { canvas: [stroke], margin: [0, 5, 0, 5] };
}

function patientLines(patient: NonNullable<Paper['patient']>, paper: Paper): Content[] {
  const born = formatPlainDate(patient.birthDate, localeFor(paper.language), 'short');
  return [
    { text: patient.name, bold: true, margin: [0, 4, 0, 0] },
    `${words(paper.language, 'print_birthDate')} ${born}`,
    `${words(paper.language, 'print_recordNumber')} ${patient.recordNumber}`,
  ];
}

function printedLines(paper: Paper, printing: Printing, fontSize: number): Content[] {
  const at = formatDateTime(printing.printedAt, localeFor(paper.language), printing.zone, 'short');
  return [
    { text: words(paper.language, 'print_printedBy', { name: printing.printedBy, at }), fontSize },
    { text: words(paper.language, 'print_page', { page: 1, pages: 1 }), fontSize },
  ];
}
