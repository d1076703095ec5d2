import type { Content } from 'pdfmake/interfaces.js';
import { dataTable } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { scheduling } from '#slices/scheduling/contract.ts';
import { freeTimes } from '../free-times.ts';
import { loadVisitType } from '../load-setup.ts';
import { clockWords, dayWords, keepList, say } from './paper.ts';

/** At most so many of each part of a day: more would not be read out on the telephone either. */
const perPart = 30;

/** The free times of a visit type as a list that lies beside the telephone, with the moment at which it was true. */
export const printFreeTimes: Verb<typeof scheduling, 'printFreeTimes'> = async (ctx, input) => {
  const { language } = ctx;
  const { times } = await freeTimes(ctx, { ...input, perPart, moreTypeCodes: [] });
  const type = await loadVisitType(ctx, input.visitTypeCode);
  const label = (language === 'id' ? type?.labelId : type?.labelEn) ?? input.visitTypeCode;
  const days = Map.groupBy(times, (time) => time.day);
  const body: Content[] = [
    { text: say(language, 'freeAt', { time: clockWords(ctx, ctx.now, language) }), style: 'label' },
  ];
  if (times.length === 0) body.push({ text: words(language, 'scheduling_book_noTimes') });
  else {
    body.push(
      dataTable(
        [
          { title: words(language, 'scheduling_hours_day'), width: 150 },
          { title: words(language, 'scheduling_label_provider'), width: 130 },
          { title: say(language, 'free') },
        ],
        [...days].flatMap(([day, ofDay]) =>
          [...Map.groupBy(ofDay, (time) => time.practitionerName)].map(([name, hers]) => [
            dayWords(day, language),
            name,
            hers.map((time) => clockWords(ctx, time.startsAt, language)).join('  '),
          ]),
        ),
        language,
      ),
    );
  }
  return keepList(ctx, {
    kind: 'freeTimes',
    title: say(language, 'freeTimes', { type: label }),
    subject: `Day/${input.fromDay}`,
    body,
  });
};
