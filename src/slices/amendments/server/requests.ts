import type { Updateable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { RequestView } from '../contract.ts';
import { type Content, contents, type Outcome, type State, states } from '../shared/codes.ts';
import { hasTurn, nextAct, type Turn } from '../shared/rules.ts';
import { refuseTurn } from './refuse.ts';
import { type RequestRow, requestViews } from './views.ts';

type Change = Updateable<Tables['amendments_request']>;

/** Each kind once: telling and closing are asked for whatever the request is about. */
export const taskKinds: TaskKind[] = [
  ...new Map(
    states
      .flatMap((state) => contents.map((content) => nextAct(state, content)))
      .flatMap((one) => (one ? [[one.kind, { ...one, dueMinutes: 24 * 60 }] as const] : [])),
  ).values(),
];

export function requestRows(ctx: Context) {
  return ctx.db.selectFrom('amendments_request').selectAll().where('clinic_id', '=', ctx.clinic.id);
}

/** A request, held until the end of the transaction: of two who decide at once, one finds it decided. */
export async function holdRequest(ctx: Context, requestId: string): Promise<RequestRow> {
  const row = await requestRows(ctx).where('id', '=', requestId).forUpdate().executeTakeFirst();
  return row ?? refuse('notFound', { type: 'Request', id: requestId });
}

/** The same for an act that has its turn; refuses `outOfTurn` with where it stands. */
export async function lockRequest(ctx: Context, requestId: string, act: Turn): Promise<RequestRow> {
  const row = await holdRequest(ctx, requestId);
  if (hasTurn(act, row.state as State, row.outcome as Outcome | null)) return row;
  return refuseTurn(ctx, row.state as State);
}

export async function setRequest(ctx: Context, requestId: string, set: Change): Promise<RequestRow> {
  return ctx.db
    .updateTable('amendments_request')
    .set(set)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', requestId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Writes where a request stands now, with who brought it there, and asks for the next act. */
export async function moveRequest(
  ctx: Context,
  row: RequestRow,
  to: { state: State; note?: string; set?: Change },
): Promise<{ patientId: string; request: RequestView }> {
  const next = await setRequest(ctx, row.id, { ...to.set, state: to.state });
  await keepStep(ctx, row.id, to.state, to.note ?? '');
  return askNext(ctx, next);
}

export async function keepStep(ctx: Context, requestId: string, state: State, note: string) {
  const step = { clinic_id: ctx.clinic.id, request_id: requestId, at: ctx.now, by_name: ctx.actor.name };
  await ctx.db
    .insertInto('amendments_step')
    .values({ ...step, state, note })
    .execute();
}

/** One task a request: the old one ends, and the next act is asked for until the day on which all is due. */
export async function askNext(ctx: Context, row: RequestRow) {
  const subject = `Basic/${row.id}`;
  await ctx.work.finish(subject, 'done');
  const next = nextAct(row.state as State, row.content as Content);
  if (next)
    await ctx.work.open({
      ...{ kind: next.kind, subject, patientId: row.patient_id, dueAt: row.due_at },
      params: { screen: `/work/amendments/${row.id}` },
    });
  return tellOf(ctx, row);
}

/** Lets other screens hear of a change and answers with how the request stands. */
export async function tellOf(ctx: Context, row: RequestRow) {
  ctx.emit('amendments.changed', { patientId: row.patient_id, requestId: row.id });
  return { patientId: row.patient_id, request: await viewOf(ctx, row) };
}

export async function viewOf(ctx: Context, row: RequestRow): Promise<RequestView> {
  const [view] = await requestViews(ctx, [row]);
  if (!view) throw new Error('a row has its view');
  return view;
}
