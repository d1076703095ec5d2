import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { TrailEntry } from '../contract.ts';
import { eventWords } from './event-words.ts';

const pageRows = 50;

export interface EntryFilter {
  personId?: string | undefined;
  patientId?: string | undefined;
  action?: string | undefined;
  outcome?: TrailEntry['outcome'] | undefined;
  /** ISO-8601 UTC, half-open. */
  from?: string | undefined;
  to?: string | undefined;
  before?: string | undefined;
}

/**
 * A chart that the clinic never had is told apart from one that nobody opened: what somebody asked for under a foreign
 * id stands in the trail too, and is no trace of that patient. Refuses `notFound`.
 */
async function mustBeKnown(ctx: Context, patientId: string | undefined): Promise<void> {
  if (patientId && !(await ctx.record.stored('Patient', patientId)))
    refuse('notFound', { type: 'Patient', id: patientId });
}

/** Rows of the trail, newest first, a page of 50. Pages go by instant and id, so that new rows shift none. */
export async function readEntries(
  ctx: Context,
  filter: EntryFilter,
): Promise<{ entries: TrailEntry[]; next?: string }> {
  await mustBeKnown(ctx, filter.patientId);
  let query = ctx.db
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name', 'actor_kind', 'event', 'action', 'outcome', 'patient_id'])
    .where('clinic_id', '=', ctx.clinic.id);
  if (filter.personId) query = query.where('actor_id', '=', filter.personId);
  if (filter.patientId) query = query.where('patient_id', '=', filter.patientId);
  if (filter.action) query = query.where('action', '=', filter.action);
  if (filter.outcome) query = query.where('outcome', '=', filter.outcome);
  if (filter.from) query = query.where('at', '>=', filter.from);
  if (filter.to) query = query.where('at', '<', filter.to);
  if (filter.before) {
    const [at = '', id = ''] = filter.before.split('_');
    query = query.where(sql<boolean>`(at, id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageRows + 1)
    .execute();
  const shown = rows.slice(0, pageRows);
  const ids = shown.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id]));
  const names = await ctx.patientNames([...new Set(ids)]);
  const entries = shown.map((row) => {
    const patient = row.patient_id === null ? undefined : names.get(row.patient_id);
    return {
      id: row.id,
      at: row.at,
      who: row.actor_name,
      kind: row.actor_kind as TrailEntry['kind'],
      what: eventWords(ctx.language, row.event, row.action),
      outcome: row.outcome as TrailEntry['outcome'],
      ...(row.patient_id !== null && { patientId: row.patient_id }),
      ...(patient && { patient }),
    };
  });
  const last = shown.at(-1);
  const next = rows.length > pageRows && last ? { next: `${last.at}_${last.id}` } : {};
  return { entries, ...next };
}
