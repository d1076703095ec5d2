import type { Context } from '#platform/server/context.ts';
import type { Evaluation, HoursEntry, Journal, Practicum, PracticumLine } from '#slices/training/contract.ts';
import { isComplete } from '#slices/training/shared/completion.ts';
import { hundredthsOf } from '#slices/training/shared/hours.ts';
import { everybody } from '../people.ts';
import { standingIn } from '../skills.ts';
import { subjectOf } from '../subjects.ts';
import { minutesOfAll, noMinutes, type PracticumRow } from './store.ts';

/** Whose eyes: drafts are the student's alone, and her word on the site is not for who taught her there. */
export type Reader = 'student' | 'preceptor' | 'office';

/** Practica as lists show them, in the order of the rows. */
export async function linesOf(ctx: Context, rows: readonly PracticumRow[]): Promise<PracticumLine[]> {
  const people = await everybody(ctx);
  const minutes = await minutesOfAll(ctx);
  const places = await ctx.db
    .selectFrom('training_site')
    .select(['site_id', 'name'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const lines: PracticumLine[] = [];
  for (const row of rows) {
    const { confirmed, waiting } = minutes.get(row.practicum_id) ?? noMinutes;
    const skills = await standingIn(ctx, row.staff_id, row.skills);
    const neededHundredths = row.agreed_hundredths;
    // the clock may be ahead of the row: a competency was validated a moment ago
    const complete =
      row.state === 'open' && isComplete({ confirmedMinutes: confirmed, neededHundredths, skills });
    lines.push({
      practicumId: row.practicum_id,
      staffId: row.staff_id,
      name: people.get(row.staff_id)?.name ?? '',
      siteId: row.site_id,
      site: places.find((one) => one.site_id === row.site_id)?.name ?? '',
      preceptorId: row.preceptor_id,
      preceptor: people.get(row.preceptor_id)?.name ?? '',
      accreditor: row.accreditor as PracticumLine['accreditor'],
      ...(row.cohort_id && { cohortId: row.cohort_id }),
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      neededHundredths,
      confirmedHundredths: hundredthsOf(confirmed),
      waitingHundredths: hundredthsOf(waiting),
      state: complete ? 'complete' : (row.state as PracticumLine['state']),
      ...(row.completed_at && { completedAt: row.completed_at }),
      ...(row.ended_for && { endedFor: row.ended_for }),
      skills,
    });
  }
  return lines;
}

/** One practicum with all that belongs to it, as far as its reader may see. */
export async function practicumView(ctx: Context, row: PracticumRow, reader: Reader): Promise<Practicum> {
  const [line] = await linesOf(ctx, [row]);
  if (!line) throw new Error('a practicum that was found has no line');
  const evaluations = await evaluationsOf(ctx, row);
  const site = evaluations.find((one) => one.moment === 'site');
  return {
    ...line,
    entries: await entriesOf(ctx, row),
    journals: await journalsOf(ctx, row, reader),
    evaluations: evaluations
      .filter((one) => one.moment !== 'site')
      .map(({ by_name, at, moment, ratings, strengths, goals }) => ({
        ...{ moment: moment as Evaluation['moment'], ratings: ratings as Evaluation['ratings'] },
        ...{ strengths, goals, by: by_name, at },
      })),
    ...(site &&
      reader !== 'preceptor' && {
        siteEvaluation: {
          // written by `evaluateSite` alone, from parsed ratings
          ratings: site.ratings as NonNullable<Practicum['siteEvaluation']>['ratings'],
          ...{ comment: site.strengths, at: site.at },
        },
      }),
  };
}

async function entriesOf(ctx: Context, { practicum_id }: PracticumRow): Promise<HoursEntry[]> {
  const rows = await ctx.db
    .selectFrom('training_hours')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', practicum_id)
    .where('state', '<>', 'withdrawn')
    .orderBy('from_at')
    .execute();
  return rows.map((one) => entryOf(ctx, one));
}

type HoursRow = Awaited<ReturnType<typeof hoursRow>>;

export function hoursRow(ctx: Context, practicumId: string, entryId: string) {
  return ctx.db
    .selectFrom('training_hours')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', practicumId)
    .where('entry_id', '=', entryId)
    .executeTakeFirst();
}

export function entryOf(ctx: Context, row: NonNullable<HoursRow>): HoursEntry {
  return {
    ...{ entryId: row.entry_id, day: row.on_day, from: row.from_time, to: row.to_time },
    ...{ breakMinutes: row.break_minutes, hundredths: hundredthsOf(row.minutes) },
    ...{ department: row.department, state: row.state as HoursEntry['state'] },
    ...subjectOf(ctx, row.subject),
    ...(row.decided_at && { decidedAt: row.decided_at, decidedBy: row.decided_by }),
    ...(row.decided_for && { decidedFor: row.decided_for }),
  };
}

async function journalsOf(ctx: Context, { practicum_id }: PracticumRow, reader: Reader): Promise<Journal[]> {
  let query = ctx.db
    .selectFrom('training_journal')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', practicum_id);
  if (reader !== 'student') query = query.where('handed_in_at', 'is not', null);
  const rows = await query.orderBy('on_day').orderBy('journal_id').execute();
  return rows.map((row) => ({
    ...{ journalId: row.journal_id, day: row.on_day, text: row.body, comment: row.comment },
    ...(row.handed_in_at && { handedInAt: row.handed_in_at }),
    ...(row.comment_by && { commentBy: row.comment_by }),
  }));
}

function evaluationsOf(ctx: Context, { practicum_id }: PracticumRow) {
  return ctx.db
    .selectFrom('training_evaluation')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('practicum_id', '=', practicum_id)
    .orderBy('at')
    .execute();
}
