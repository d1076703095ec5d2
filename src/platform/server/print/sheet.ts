import type { Column, Content } from 'pdfmake/interfaces.js';
import { localeFor } from '#platform/shared/languages.ts';
import { formatDateTime, formatPlainDate } from '#platform/shared/time.ts';
import { words } from '../words.ts';
import { colours } from './look.ts';
import { marksOf, namesPatient } from './marks.ts';
import type { Paper, PaperPatient, Printing } from './paper-types.ts';
import { sheetOf } from './sizes.ts';

/** The first page from its letterhead down, then the body. */
export function sheetContent(paper: Paper, printing: Printing): Content {
  const { widthPoints, margins } = sheetOf(paper);
  const lineWidth = widthPoints - margins[0] - margins[2];
  const parts: Content[] = [
    { text: printing.clinicName, style: 'clinic' },
    { text: printing.addressLines.join('\n'), style: 'small', margin: [0, 1, 0, 6] },
    line(lineWidth, 1.4, colours.accent),
    titleRow(paper),
    ...marksOf(paper, printing).map((mark): Content => ({ text: mark, style: 'mark', margin: [0, 2, 0, 0] })),
  ];
  if (namesPatient(paper)) parts.push(patientBand(paper.patient, paper));
  else parts.push({ text: ' ', fontSize: 4 });
  return [...parts, paper.body];
}

function line(width: number, thickness: number, colour: string): Content {
  return {
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: thickness, lineColor: colour }],
  };
}

function titleRow(paper: Paper): Content {
  const columns: Column[] = [{ text: paper.title, style: 'title', width: '*' }];
  if (paper.number) columns.push(numberColumn(paper, paper.number));
  return { columns, margin: [0, 12, 0, 0] };
}

function numberColumn(paper: Paper, number: string): Column {
  return {
    text: [
      { text: `${words(paper.language, 'print_number')} `, color: colours.muted },
      { text: number, bold: true },
    ],
    width: 'auto',
    alignment: 'right',
    margin: [12, 4, 0, 0],
  };
}

function birthDateWords(patient: PaperPatient, paper: Paper): string {
  return formatPlainDate(patient.birthDate, localeFor(paper.language), 'short');
}

function patientBand(patient: PaperPatient, paper: Paper): Content {
  const cell = (key: string, value: string, noWrap: boolean) => ({
    stack: [
      { text: words(paper.language, key), style: 'label' },
      { text: value, style: 'value', noWrap },
    ],
  });
  return {
    table: {
      widths: ['*', 'auto', 'auto'],
      body: [
        [
          cell('print_patient', patient.name, false),
          cell('print_birthDate', birthDateWords(patient, paper), true),
          cell('print_recordNumber', patient.recordNumber, true),
        ],
      ],
    },
    layout: 'band',
    margin: [0, 8, 0, 8],
  };
}

/** From the second page on: whose paper this is and which one, so that a loose page still belongs to somebody. */
export function sheetHeader(paper: Paper, page: number): Content {
  if (page === 1) return '';
  const { widthPoints, margins, fontSizePoints } = sheetOf(paper);
  const columns: Column[] = [];
  if (namesPatient(paper)) columns.push({ text: patientLine(paper.patient, paper), width: '*' });
  const title = paper.number ? `${paper.title} ${paper.number}` : paper.title;
  columns.push({
    text: title,
    alignment: 'right',
    color: colours.muted,
    width: namesPatient(paper) ? 'auto' : '*',
  });
  return {
    stack: [
      { columns, columnGap: 12, margin: [0, 0, 0, 3] },
      line(widthPoints - margins[0] - margins[2], 0.5, colours.rule),
    ],
    fontSize: fontSizePoints * 0.8,
    margin: [margins[0], margins[1] * 0.42, margins[2], 0],
  };
}

function patientLine(patient: PaperPatient, paper: Paper): Content[] {
  const told = (key: string, value: string) => ` · ${words(paper.language, key)} ${value}`;
  return [
    { text: patient.name, bold: true },
    told('print_birthDate', birthDateWords(patient, paper)),
    told('print_recordNumber', patient.recordNumber),
  ];
}

/** Under every page: who printed it and when, that it is a copy, and which page of how many. */
export function sheetFooter(paper: Paper, printing: Printing, page: number, pages: number): Content {
  const { widthPoints, margins, fontSizePoints } = sheetOf(paper);
  const at = formatDateTime(printing.printedAt, localeFor(paper.language), printing.zone, 'short');
  const printed: Content[] = [words(paper.language, 'print_printedBy', { name: printing.printedBy, at })];
  for (const mark of marksOf(paper, printing))
    printed.push({ text: `  ·  ${mark}`, bold: true, color: colours.warning });
  return {
    stack: [
      line(widthPoints - margins[0] - margins[2], 0.5, colours.rule),
      {
        columns: [
          { text: printed, width: '*' },
          { text: words(paper.language, 'print_page', { page, pages }), width: 'auto', alignment: 'right' },
        ],
        columnGap: 12,
        margin: [0, 4, 0, 0],
      },
    ],
    fontSize: fontSizePoints * 0.75,
    color: colours.muted,
    margin: [margins[0], 8, margins[2], 0],
  };
}
