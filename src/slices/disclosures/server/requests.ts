import type { Selectable, Updateable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { TaskKind } from '#platform/server/work/kinds.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { addDays, addMinutes, dayRange, zonedDay } from '#platform/shared/time.ts';
import type { RequestView } from '../contract.ts';
import type { Basis, ChartPart, RequesterKind, Special, State, Way } from '../shared/codes.ts';
import { type Clocks, lawOf, type Span } from '../shared/law.ts';
import { todayOf } from './patient.ts';
import { refuseRelease } from './refuse.ts';
import { clocksOf } from './settings.ts';

export type RequestRow = Selectable<Tables['disclosures_request']>;

/** The next act of each state, and who may do it. */
const nextActs: Partial<Record<State, { kind: string; action: string }>> = {
  received: { kind: 'disclosures.verify', action: 'disclosures.receive' },
  verified: { kind: 'disclosures.scope', action: 'disclosures.release' },
  scoped: { kind: 'disclosures.pull', action: 'disclosures.receive' },
  pulled: { kind: 'disclosures.review', action: 'disclosures.release' },
  reviewed: { kind: 'disclosures.release', action: 'disclosures.release' },
  logged: { kind: 'disclosures.close', action: 'disclosures.release' },
};

export const taskKinds: TaskKind[] = Object.values(nextActs).map((one) => ({ ...one, dueMinutes: 24 * 60 }));

function rows(ctx: Context) {
  return ctx.db.selectFrom('disclosures_request').selectAll().where('clinic_id', '=', ctx.clinic.id);
}

/**
 * A request in one of these states, held until the end of the transaction. Refuses `notFound`, and `outOfTurn` with where it
 * stands.
 */
export async function lockRequest(
  ctx: Context,
  requestId: string,
  expected: readonly State[],
): Promise<RequestRow> {
  const row = await rows(ctx).where('id', '=', requestId).forUpdate().executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Request', id: requestId });
  if (expected.includes(row.state as State)) return row;
  return refuseRelease('outOfTurn', { state: words(ctx.language, `disclosures_state_${row.state}`) });
}

/** Writes where a request stands now, each state that it went through, and asks for the next act. */
export async function moveRequest(
  ctx: Context,
  row: RequestRow,
  to: { through?: State[]; state: State; note?: string; set?: Updateable<Tables['disclosures_request']> },
): Promise<{ patientId: string; request: RequestView }> {
  const next = await setRequest(ctx, row.id, { ...to.set, state: to.state });
  await keepSteps(ctx, row.id, [...(to.through ?? []), to.state], to.note ?? '');
  return { patientId: next.patient_id, request: await hearOf(ctx, next) };
}

export async function setRequest(
  ctx: Context,
  requestId: string,
  set: Updateable<Tables['disclosures_request']>,
): Promise<RequestRow> {
  return ctx.db
    .updateTable('disclosures_request')
    .set(set)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', requestId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function keepSteps(ctx: Context, requestId: string, states: State[], note: string) {
  const common = { clinic_id: ctx.clinic.id, request_id: requestId, at: ctx.now, by_name: ctx.actor.name };
  const steps = states.map((state) => ({ ...common, state, note }));
  await ctx.db.insertInto('disclosures_step').values(steps).execute();
}

/** One task a request: the old one ends, and the next act is asked for until the day on which all is due. */
export async function hearOf(ctx: Context, row: RequestRow): Promise<RequestView> {
  const subject = `Basic/${row.id}`;
  await ctx.work.finish(subject, 'done');
  const next = nextActs[row.state as State];
  if (next)
    await ctx.work.open({
      ...{ kind: next.kind, subject, patientId: row.patient_id, dueAt: row.due_at },
      params: { screen: `/work/releases/${row.id}` },
    });
  ctx.emit('disclosures.changed', { patientId: row.patient_id, requestId: row.id });
  const [view] = await requestViews(ctx, [row]);
  if (!view) throw new Error('a row has its view');
  return view;
}

/** When it must be answered: days end with the clinic's day, hours run from the minute at which it came in. */
export function dueAt(ctx: Context, span: Span, receivedOn: string): string {
  const { zone } = ctx.clinic;
  if (span.unit === 'days') return addMinutes(dayRange(addDays(receivedOn, span.amount), zone).end, -1);
  const from = receivedOn === todayOf(ctx) ? ctx.now : dayRange(receivedOn, zone).start;
  return addMinutes(from, span.amount * 60);
}

/** Whether this is her own right to see, with its own clock. */
export function isAccess({ basis }: { basis: string }): boolean {
  return basis === 'patientAccess';
}

/** The same day of the clinic so many days later. */
export function extendedDue(ctx: Context, row: RequestRow, days: number): string {
  const { zone } = ctx.clinic;
  return addMinutes(dayRange(addDays(zonedDay(row.due_at, zone), days), zone).end, -1);
}

/** Whether the law of the country knows an extension, the clinic has one, and it was not taken yet. */
export function mayExtend(ctx: Context, row: RequestRow, clocks: Clocks): boolean {
  const known = lawOf(ctx.clinic.country).clocks.extensionDays > 0 && clocks.extensionDays > 0;
  return known && isAccess(row) && row.extended_at === null && !row.outcome;
}

export async function openRows(ctx: Context): Promise<RequestRow[]> {
  return rows(ctx).where('state', '<>', 'closed').orderBy('due_at').orderBy('id').execute();
}

export async function rowsOfPatient(ctx: Context, patientId: string): Promise<RequestRow[]> {
  return rows(ctx).where('patient_id', '=', patientId).orderBy('id', 'desc').execute();
}

/** Rows as the contract tells them, with the patients' names. */
export async function requestViews(ctx: Context, found: readonly RequestRow[]): Promise<RequestView[]> {
  const names = await ctx.patientNames(found.map((one) => one.patient_id));
  const clocks = await clocksOf(ctx);
  return found.map((row) => ({
    ...{ requestId: row.id, patientId: row.patient_id, state: row.state as State },
    patientName: names.get(row.patient_id)?.name ?? '',
    recordNumber: names.get(row.patient_id)?.recordNumber ?? '',
    outcome: row.outcome as RequestView['outcome'],
    requesterKind: row.requester_kind as RequesterKind,
    ...{ requesterName: row.requester_name, recipientName: row.recipient_name },
    ...{ recipientAddress: row.recipient_address, purpose: row.purpose, basis: row.basis as Basis },
    ...{ parts: row.parts as ChartPart[], partsNote: row.parts_note, special: row.special as Special[] },
    ...{ fromOn: row.from_on, toOn: row.to_on, way: row.way as Way, receivedOn: row.received_on },
    ...{ authorisationId: row.authorisation_id, dueAt: row.due_at, extended: row.extended_at !== null },
    mayExtend: mayExtend(ctx, row, clocks),
  }));
}
