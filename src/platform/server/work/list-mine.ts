import type { work, WorkTask } from '#platform/shared/work-contract.ts';
import type { Context } from '../context.ts';
import type { Tables } from '../db/tables.ts';
import type { Verb } from '../slice.ts';
import { hasWords, words } from '../words.ts';
import { heldTaskActions } from './eligible.ts';

/** What fits on a screen; the rest is counted, not shown. */
const mostShown = 200;

export const listMine: Verb<typeof work, 'listMine'> = async (ctx, { patientId }) => {
  let open = eligible(ctx, await heldTaskActions(ctx));
  if (patientId) open = open.where('patient_id', '=', patientId);
  const rows = await open
    .orderBy('urgent', 'desc')
    .orderBy('due_at')
    .orderBy('id')
    .limit(mostShown)
    .execute();
  const counted =
    rows.length < mostShown
      ? rows.length
      : Number(
          (
            await open
              .clearSelect()
              .select((e) => e.fn.countAll().as('n'))
              .executeTakeFirstOrThrow()
          ).n,
        );
  const names = await ctx.patientNames(rows.flatMap((row) => row.patient_id ?? []));
  const tasks = rows.map((row) => taskOf(ctx, row, names.get(row.patient_id ?? '')));
  return { tasks, waiting: counted - rows.length };
};

/** Open tasks that are this person's own, or unowned and of an action that she holds. */
export function eligible(ctx: Context, held: readonly string[]) {
  return ctx.db
    .selectFrom('work_task')
    .selectAll()
    .where('state', '=', 'open')
    .where((is) => {
      const own = is('owner_id', '=', staffIdOf(ctx));
      return held.length === 0
        ? own
        : is.or([own, is.and([is('owner_id', 'is', null), is('action', 'in', held)])]);
    });
}

/** The actor as an owner of tasks; a client owns none. */
export function staffIdOf(ctx: Context): string {
  return ctx.actor.kind === 'staff' ? ctx.actor.id : '00000000-0000-0000-0000-000000000000';
}

function taskOf(ctx: Context, row: Tables['work_task'], patient: WorkTask['patient']): WorkTask {
  const params = JSON.parse(row.params) as Record<string, string>;
  const [slice, name] = row.kind.split('.');
  return {
    id: row.id,
    kind: row.kind,
    title: words(ctx.language, `${slice}_task_${name}`, titleParams(ctx, params)),
    ...(row.owner_id && { ownerId: row.owner_id }),
    ...(row.patient_id && { patientId: row.patient_id }),
    ...(patient && { patient }),
    ...(row.visit_id && { visitId: row.visit_id }),
    ...(row.subject && { subject: row.subject }),
    params,
    urgent: row.urgent,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    mine: row.owner_id === staffIdOf(ctx),
  };
}

/** An asked act is named in the reader's language, not the asker's. */
function titleParams(ctx: Context, params: Record<string, string>): Record<string, string> {
  if (!params.action) return params;
  const key = params.action.replace('.', '_action_');
  return { ...params, act: hasWords(key) ? words(ctx.language, key) : params.action };
}
