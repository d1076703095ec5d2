import type { Context } from '#platform/server/context.ts';
import { csvOf } from '#platform/server/files/csv.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { addDays, weekdayOf } from '#platform/shared/time.ts';
import type { frontDesk, VisitState } from '../contract.ts';
import { type Figures, figuresOf } from '../shared/figures.ts';
import { staffOf } from './people.ts';
import { loadSettings } from './settings.ts';
import { stateOf, visitsOfDays } from './visits.ts';

interface Asked {
  day: string;
  days: number;
  practitionerId?: string | undefined;
}

/** Waits and rates of a day or of some days: all together, and by day, provider and weekday. */
export const waits: Verb<typeof frontDesk, 'waits'> = async (ctx, input) => {
  const { total, byDay, byProvider, byWeekday } = await figures(ctx, input);
  return { day: input.day, ...total, byDay, byProvider, byWeekday };
};

/** The same as a file; numbers as numbers, and no name in it that a spreadsheet would calculate. */
export const exportWaits: Verb<typeof frontDesk, 'exportWaits'> = async (ctx, input) => {
  const { total, byDay, byProvider, byWeekday } = await figures(ctx, input);
  const head = (name: string) => words(ctx.language, `frontDesk_waits_${name}`);
  const groups = [
    { group: head('all'), of: '', figures: total },
    ...byDay.map(({ day, ...one }) => ({ group: head('byDay'), of: day, figures: one })),
    ...byProvider.map(({ practitioner, ...one }) => {
      return { group: head('byProvider'), of: practitioner.name, figures: one };
    }),
    ...byWeekday.map(({ weekday, ...one }) => {
      return {
        group: head('byWeekday'),
        of: words(ctx.language, `frontDesk_weekday_${weekday}`),
        figures: one,
      };
    }),
  ];
  const rows = groups.flatMap(({ group, of, figures: one }) =>
    one.measures.map((measure) => ({ group, of, ...one, ...measure })),
  );
  const csv = csvOf(
    rows,
    [
      { head: head('group'), value: (row) => row.group },
      { head: head('of'), value: (row) => row.of },
      { head: head('measure'), value: (row) => words(ctx.language, `frontDesk_measure_${row.measure}`) },
      { head: head('median'), value: (row) => row.medianMinutes },
      { head: head('p90'), value: (row) => row.p90Minutes },
      { head: head('counted'), value: (row) => row.counted },
      { head: head('excluded'), value: (row) => row.excluded },
      { head: head('noShows'), value: (row) => row.noShow.noShow },
      { head: head('noShowOf'), value: (row) => row.noShow.counted },
      { head: head('late'), value: (row) => row.late.late },
      { head: head('lateOf'), value: (row) => row.late.counted },
    ],
    ctx.language,
  );
  ctx.note('frontDesk.waitsExported', { details: { rows: rows.length } });
  return { fileName: `${head('file')}-${input.day}.csv`, csv };
};

async function figures(ctx: Context, { day, days, practitionerId }: Asked) {
  const toDay = addDays(day, days - 1);
  const all = (await visitsOfDays(ctx, day, toDay)).map(stateOf);
  const visits = all.filter((one) => !practitionerId || one.practitionerId === practitionerId);
  const { lateMinutes } = await loadSettings(ctx);
  const groups = <K>(key: (visit: VisitState) => K): [K, Figures][] =>
    [...Map.groupBy(visits, key)].map(([value, theirs]) => [value, figuresOf(theirs, lateMinutes)]);
  const byProvider = groups((one) => one.practitionerId ?? '').filter(([id]) => id !== '');
  const names = await staffOf(
    ctx,
    byProvider.map(([id]) => id),
  );
  return {
    total: figuresOf(visits, lateMinutes),
    byDay: groups((one) => one.day)
      .map(([of, one]) => ({ day: of, ...one }))
      .toSorted((a, b) => a.day.localeCompare(b.day)),
    byProvider: byProvider
      .map(([id, one]) => ({ practitioner: { id, name: names.get(id)?.name ?? id }, ...one }))
      .toSorted((a, b) => a.practitioner.name.localeCompare(b.practitioner.name, ctx.language)),
    byWeekday: groups((one) => weekdayOf(one.day))
      .map(([weekday, one]) => ({ weekday, ...one }))
      .toSorted((a, b) => a.weekday - b.weekday),
  };
}
