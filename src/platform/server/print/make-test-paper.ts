import type { Content } from 'pdfmake/interfaces.js';
import { localeFor } from '#platform/shared/languages.ts';
import type { PaperUse, printing } from '#platform/shared/print-contract.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';
import { words } from '../words.ts';
import { code128, qrCode } from './barcode.ts';
import type { Paper } from './paper-types.ts';
import { paperSizeFor } from './sizes.ts';
import { readStation } from './stations.ts';
import { keepPaper } from './store.ts';

/** Letters with marks that a printer may lack: what it makes of them is a part of the test. */
const letters = 'é ñ ü – Ł ő ễ';
const code = 'TEST-01234';

export const makeTestPaper: Verb<typeof printing, 'makeTestPaper'> = async (ctx, { stationId, use }) => {
  const station = await readStation(ctx, stationId);
  if (!station) return ctx.fail('stationNotFound');
  const paperId = await keepPaper(ctx, testPaper(ctx, station.name, use), {
    subject: `Station/${stationId}`,
  });
  return { paperId };
};

/** A paper of its kind that says which station it is for, with a barcode where such papers carry one. */
function testPaper(ctx: Context, station: string, use: PaperUse): Paper {
  const { language } = ctx;
  const size = paperSizeFor(ctx.clinic.country, use);
  const at = formatDateTime(ctx.now, localeFor(language), ctx.clinic.zone, 'short');
  const lines: Content[] =
    use === 'label'
      ? [
          { text: words(language, 'print_testTitle'), bold: true },
          code128(code, { maximumWidthMm: 46, heightMm: 8 }),
          { text: `${station} · ${at}` },
        ]
      : [
          { text: words(language, 'print_testFor', { station }), bold: true },
          { text: words(language, `print_use_${use}`) },
          { text: at },
          { text: words(language, 'print_testLetters', { letters }) },
          qrCode(code, { sideMm: 22 }),
        ];
  return {
    ...{ kind: 'print.test', use, size, language },
    title: words(language, 'print_testTitle'),
    body: lines,
  };
}
