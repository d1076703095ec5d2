import type { Content } from 'pdfmake/interfaces.js';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import { words } from '../words.ts';
import type { Paper } from './paper.ts';

/**
 * The slip that a person takes from the counter or the kiosk. It carries a number and nothing about her.
 * @param slip `number` as it is called (`A-017`), `service` the name of the queue, `takenAt` an instant, `zone` IANA
 */
export function queueSlip(slip: {
  number: string;
  service?: string;
  takenAt: string;
  zone: string;
  waitingBefore?: number;
  language: Language;
  size?: 'thermal80' | 'thermal58';
}): Paper {
  const { language } = slip;
  const at = formatDateTime(slip.takenAt, localeFor(language), slip.zone, 'short');
  const body: Content[] = [{ text: slip.number, fontSize: 44, bold: true, alignment: 'center' }];
  if (slip.service) body.push({ text: slip.service, bold: true, fontSize: 11, alignment: 'center' });
  body.push({ text: words(language, 'print_queueTaken', { at }), alignment: 'center', margin: [0, 4, 0, 0] });
  if (slip.waitingBefore !== undefined) {
    body.push({
      text: words(language, 'print_queueAhead', { count: slip.waitingBefore }),
      alignment: 'center',
    });
  }
  body.push({ text: words(language, 'print_queueWait'), alignment: 'center', margin: [0, 4, 0, 0] });
  return {
    kind: 'queueSlip',
    size: slip.size ?? 'thermal80',
    language,
    title: words(language, 'print_queueNumber'),
    number: slip.number,
    body,
  };
}
