import { dataTable } from '#platform/server/print/blocks.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatDateTime, formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import { contactOf } from '#slices/records/server/index.ts';
import type { Entry, waitlist } from '../contract.ts';
import { listEntries } from './entries.ts';

/** The list as it stands, in the order in which they are asked, with their telephones: for whoever calls them. */
export const makeList: Verb<typeof waitlist, 'makeList'> = async (ctx) => {
  const { language, clinic } = ctx;
  const locale = localeFor(language);
  const say = (key: string, params?: Record<string, string | number>) =>
    words(language, `waitlist_${key}`, params);
  const rows: string[][] = [];
  for (const [index, entry] of (await listEntries(ctx)).entries()) {
    const phone = (await contactOf(ctx, entry.patientId))?.mobile ?? '';
    rows.push([
      String(index + 1),
      `${entry.patientName}\n${entry.recordNumber}`,
      phone,
      [entry.visitType, entry.practitionerName || say('anyProvider')].join('\n'),
      wishWords(entry),
      [say(`priority_${entry.priority}`), entry.priorityReason].filter(Boolean).join('\n'),
      formatPlainDate(zonedDay(entry.since, clinic.zone), locale, 'short'),
      entry.offer
        ? say('paper_asked', { time: formatDateTime(entry.offer.startsAt, locale, clinic.zone, 'short') })
        : '',
    ]);
  }
  function wishWords(entry: Entry): string {
    const days = [entry.fromDay, entry.toDay].map((day) => day && formatPlainDate(day, locale, 'short'));
    return [
      days[1] ? `${days[0]} – ${days[1]}` : say('paper_from', { day: days[0] ?? '' }),
      entry.parts.map((part) => say(`part_${part}`)).join(', '),
      entry.weekdays.map((weekday) => say(`weekday_${weekday}`)).join(', '),
      entry.keepsAt &&
        say('paper_keeps', { time: formatDateTime(entry.keepsAt, locale, clinic.zone, 'short') }),
      entry.note,
    ]
      .filter(Boolean)
      .join('\n');
  }
  const columns = ['place', 'patient', 'phone', 'visit', 'wish', 'priority', 'since', 'now'] as const;
  const paper = {
    kind: 'waitlist.list',
    size: paperSizeFor(clinic.country, 'document'),
    language,
    title: say('title'),
    body: [
      dataTable(
        columns.map((name) => ({ title: say(`column_${name}`) })),
        rows,
        language,
      ),
    ],
  };
  return { paperId: await keepPaper(ctx, paper, { subject: 'List/waitlist' }) };
};
