import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { localeFor } from '#platform/shared/languages.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import { words } from '../words.ts';
import { allFontPaths, fontFiles } from './fonts.ts';
import { labelContent, labelScales } from './label.ts';
import { pdfmake } from './libraries.ts';
import { blackStyles, colours, stylesFor, tableLayouts } from './look.ts';
import type { Paper, Printing } from './paper-types.ts';
import { rollContent } from './roll.ts';
import { sheetContent, sheetFooter, sheetHeader } from './sheet.ts';
import { sheetOf, sheets } from './sizes.ts';
import { withFonts } from './text-runs.ts';

export type { Paper, PaperPatient, Printing } from './paper-types.ts';

let maker: ReturnType<typeof pdfmake> | undefined;

/** A paper holds what people typed. Nothing of it may make the server read a file or call an address. */
function pdfMaker(): ReturnType<typeof pdfmake> {
  if (maker) return maker;
  const made = pdfmake();
  made.setUrlAccessPolicy(() => false);
  made.setLocalAccessPolicy((path) => allFontPaths.has(path));
  made.setFonts(fontFiles);
  made.setTableLayouts(tableLayouts);
  maker = made;
  return made;
}

/**
 * Makes the PDF of a paper.
 * @returns the bytes of the PDF
 * @throws RangeError when a label does not hold its body even in the smallest print; a label is never cut or continued
 */
export async function renderPaper(paper: Paper, printing: Printing): Promise<Uint8Array> {
  const sheet = sheets[paper.size];
  if (sheet.form !== 'label') return (await render(paper, printing, definitionOf(paper, printing))).bytes;
  for (const scale of labelScales) {
    const { bytes, pages } = await render(paper, printing, labelDefinition(paper, printing, scale));
    if (pages === 1) return bytes;
  }
  throw new RangeError(`The label ${paper.kind} does not fit ${paper.size}`);
}

async function render(
  paper: Paper,
  printing: Printing,
  definition: TDocumentDefinitions,
): Promise<{ bytes: Uint8Array; pages: number }> {
  const sheet = sheetOf(paper);
  let pages = 0;
  const { header, footer } = definition;
  const pdf = pdfMaker().createPdf({
    ...definition,
    content: withFonts(definition.content as Content),
    ...(typeof header === 'function' && { header: (...at) => withFonts(header(...at) ?? '') }),
    footer: (page, count, size) => {
      pages = count;
      return typeof footer === 'function' ? withFonts(footer(page, count, size) ?? '') : null;
    },
    pageSize: { width: sheet.widthPoints, height: sheet.heightPoints },
    pageMargins: sheet.margins,
    language: localeFor(paper.language),
    displayTitle: true,
    // The patient stays out of the file's properties: they show in lists of files and in print queues.
    info: {
      title: paper.number ? `${paper.title} ${paper.number}` : paper.title,
      author: printing.clinicName,
      creator: 'Serambi',
      creationDate: new Date(epochMsOf(printing.printedAt)),
    },
  });
  return { bytes: await pdf.getBuffer(), pages };
}

function definitionOf(paper: Paper, printing: Printing): TDocumentDefinitions {
  const { fontSizePoints, form } = sheets[paper.size];
  if (form === 'roll') {
    return {
      styles: blackStyles(fontSizePoints),
      defaultStyle: { font: 'Noto', fontSize: fontSizePoints, lineHeight: 1, color: '#000000' },
      content: rollContent(paper, printing),
    };
  }
  return {
    styles: stylesFor(fontSizePoints),
    defaultStyle: { font: 'Noto', fontSize: fontSizePoints, lineHeight: 1, color: colours.ink },
    content: sheetContent(paper, printing),
    header: (page) => sheetHeader(paper, page),
    footer: (page, pages) => sheetFooter(paper, printing, page, pages),
    ...(paper.provisional && {
      watermark: {
        text: words(paper.language, 'print_draftMark'),
        font: 'Noto',
        bold: true,
        color: colours.muted,
        opacity: 0.07,
        angle: -40,
      },
    }),
  };
}

function labelDefinition(paper: Paper, printing: Printing, scale: number): TDocumentDefinitions {
  const basePoints = sheets[paper.size].fontSizePoints * scale;
  return {
    styles: blackStyles(basePoints),
    defaultStyle: { font: 'Noto', fontSize: basePoints, lineHeight: 1, color: '#000000' },
    content: labelContent(paper, printing, scale),
  };
}
