import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Practicum, training } from '#slices/training/contract.ts';
import { everybody } from '../people.ts';
import { subjectsHere } from '../subjects.ts';
import { mustFindPracticum, practicaRows } from './store.ts';
import { entryOf, linesOf, practicumView } from './view.ts';

type Training = typeof training;

export const practica: Verb<Training, 'practica'> = async (ctx) => {
  return { practica: await linesOf(ctx, await practicaRows(ctx)) };
};

export const practicum: Verb<Training, 'practicum'> = async (ctx, { practicumId }) => {
  const row = await mustFindPracticum(ctx, practicumId);
  // whoever reads everything reads of her own practicum what a student does, and of one that she teaches no more than that
  const reader =
    row.staff_id === ctx.actor.id ? 'student' : row.preceptor_id === ctx.actor.id ? 'preceptor' : 'office';
  return practicumView(ctx, row, reader);
};

export const myPractica: Verb<Training, 'myPractica'> = async (ctx) => {
  const shown: Practicum[] = [];
  for (const row of await practicaRows(ctx, { studentId: ctx.actor.id }))
    shown.push(await practicumView(ctx, row, 'student'));
  return { practica: shown, subjects: await subjectsHere(ctx) };
};

export const learnerPracticum: Verb<Training, 'learnerPracticum'> = async (ctx, { practicumId }) => {
  const row = await mustFindPracticum(ctx, practicumId);
  if (row.preceptor_id !== ctx.actor.id) return refuse('notFound', { type: 'Practicum', id: practicumId });
  return practicumView(ctx, row, 'preceptor');
};

export const hoursToConfirm: Verb<Training, 'hoursToConfirm'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('training_hours as h')
    .innerJoin('training_practicum as p', (join) =>
      join.onRef('p.clinic_id', '=', 'h.clinic_id').onRef('p.practicum_id', '=', 'h.practicum_id'),
    )
    .innerJoin('training_site as s', (join) =>
      join.onRef('s.clinic_id', '=', 'p.clinic_id').onRef('s.site_id', '=', 'p.site_id'),
    )
    .selectAll('h')
    .select('s.name as site')
    .where('h.clinic_id', '=', ctx.clinic.id)
    .where('p.preceptor_id', '=', ctx.actor.id)
    .where('p.state', '=', 'open')
    .where('h.state', '=', 'waiting')
    .orderBy('h.from_at')
    .execute();
  const people = await everybody(ctx);
  return {
    hours: rows.map((row) => ({
      ...entryOf(ctx, row),
      ...{ practicumId: row.practicum_id, name: people.get(row.staff_id)?.name ?? '', site: row.site },
    })),
  };
};
