import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { PartyView, RequestView } from '../contract.ts';
import type { Content, DenyReason, Outcome, PartyKind, RequesterKind, State, Way } from '../shared/codes.ts';
import { mayExtend } from '../shared/rules.ts';
import { clocksOf } from './settings.ts';

export type RequestRow = Selectable<Tables['amendments_request']>;
export type PartyRow = Selectable<Tables['amendments_party']>;

/** Those who must be told, by request: whom the patient named first, then by name. */
async function partiesOf(ctx: Context, requestIds: readonly string[]): Promise<Map<string, PartyView[]>> {
  const found = new Map<string, PartyView[]>(requestIds.map((id) => [id, []]));
  if (requestIds.length === 0) return found;
  const rows = await ctx.db
    .selectFrom('amendments_party')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('request_id', 'in', requestIds)
    .orderBy('kind')
    .orderBy('name')
    .orderBy('id')
    .execute();
  for (const row of rows)
    found.get(row.request_id)?.push({
      ...{ partyId: row.id, name: row.name, kind: row.kind as PartyKind },
      ...{ toldOn: row.told_on, way: row.told_way as Way | null },
    });
  return found;
}

/** Rows as the contract tells them, with the patients' names. */
export async function requestViews(ctx: Context, rows: readonly RequestRow[]): Promise<RequestView[]> {
  const names = await ctx.patientNames(rows.map((one) => one.patient_id));
  const clocks = await clocksOf(ctx);
  const parties = await partiesOf(
    ctx,
    rows.map((one) => one.id),
  );
  return rows.map((row) => ({
    ...{ requestId: row.id, patientId: row.patient_id, state: row.state as State },
    patientName: names.get(row.patient_id)?.name ?? '',
    recordNumber: names.get(row.patient_id)?.recordNumber ?? '',
    ...{ outcome: row.outcome as Outcome | null, content: row.content as Content },
    ...{ requesterKind: row.requester_kind as RequesterKind, requesterName: row.requester_name },
    ...{ authority: row.authority, place: row.place, wanted: row.wanted, why: row.why },
    ...{ receivedOn: row.received_on, dueAt: row.due_at },
    extension:
      row.extension_told_on === null
        ? null
        : { reason: row.extension_reason ?? '', toldOn: row.extension_told_on },
    mayExtend: mayExtend(
      { state: row.state as State, extended: row.extended_at !== null },
      clocks,
      ctx.clinic.country,
    ),
    ...{ decidedBy: row.decided_by, linkedPlace: row.linked_place, resource: row.linked_resource },
    ...{ denyReason: row.deny_reason as DenyReason | null, denyWords: row.deny_words },
    ...answerOf(row),
    parties: parties.get(row.id) ?? [],
    // what was decided is part of the record from then on, and leaves with it: 45 CFR 164.526 (c)(1), (d)(5)
    goesAlong: row.outcome !== null,
  }));
}

/** What came after the decision. */
function answerOf(row: RequestRow): Pick<RequestView, 'told' | 'statement' | 'rebuttal'> {
  const { told_on, statement_on, rebuttal_copy_on } = row;
  return {
    told: told_on === null ? null : { on: told_on, way: row.told_way as Way },
    statement: statement_on === null ? null : { text: row.statement ?? '', on: statement_on },
    rebuttal:
      rebuttal_copy_on === null
        ? null
        : { text: row.rebuttal ?? '', copyOn: rebuttal_copy_on, way: row.rebuttal_way as Way },
  };
}
