import type { Verb } from '#platform/server/slice.ts';
import { daysBetween, zonedDay } from '#platform/shared/time.ts';
import type { competencies } from '../contract.ts';
import { peopleHere } from './people.ts';
import { lineOf } from './standings.ts';
import { allCompetencies, practisedCounts } from './store.ts';

/** From so many days before an end it is on the list of what is due. */
const listedDays = 90;

export const matrix: Verb<typeof competencies, 'matrix'> = async (ctx) => {
  const all = await allCompetencies(ctx);
  const counts = await practisedCounts(ctx);
  const rows = await ctx.db
    .selectFrom('competencies_person')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const rowOf = new Map(rows.map((row) => [`${row.staff_id} ${row.code}`, row]));
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const people = (await peopleHere(ctx)).map((person) => {
    const lines = all.map((competency) => {
      const key = `${person.staffId} ${competency.code}`;
      return lineOf(ctx, person, competency, rowOf.get(key), counts.get(key) ?? 0);
    });
    return { person, lines };
  });
  const due = people.flatMap(({ person, lines }) =>
    lines.flatMap(({ code, label, state, throughDay }) => {
      if (!throughDay || state === 'suspended') return [];
      const daysLeft = daysBetween(today, throughDay);
      return daysLeft <= listedDays
        ? [{ staffId: person.staffId, name: person.name, code, label, throughDay, daysLeft }]
        : [];
    }),
  );
  return {
    competencies: all.map(({ code, label, asked }) => ({ code, label: label[ctx.language], asked })),
    people: people
      .filter(({ lines }) => lines.some((line) => line.expected || line.state !== 'notStarted'))
      .map(({ person, lines }) => ({
        ...person,
        cells: lines.map(({ code, state, practised, needed, throughDay, expected }) => ({
          ...{ code, state, practised, needed, expected },
          ...(throughDay && { throughDay }),
        })),
      })),
    due: due.toSorted((a, b) => a.daysLeft - b.daysLeft || a.name.localeCompare(b.name, ctx.language)),
  };
};
