import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { DisclosureView, disclosures } from '../contract.ts';
import type { Basis, ChartPart, RequesterKind, Special, Way } from '../shared/codes.ts';
import { asksMinimum, everydayBases, isCounted } from '../shared/law.ts';
import { mayLeave } from './may-leave.ts';
import { mustBePast, mustBeRange, todayOf } from './patient.ts';
import { refuseRelease } from './refuse.ts';

/** The common case in one form: a part of a chart went to somebody, and is logged. */
export const logDisclosure: Verb<typeof disclosures, 'logDisclosure'> = async (ctx, input) => {
  const { patientId, basis } = input;
  await cardOf(ctx, patientId);
  if (!everydayBases.includes(basis) && !(await ctx.may('disclosures.release')).allowed)
    refuseRelease('needsReview');
  mustBePast(ctx, 'on', input.on);
  mustBeRange(input);
  if (asksMinimum(basis) && !input.minimum) refuseField('minimum', 'disclosures_field_minimumNeeded');
  await mayLeave(ctx, input);
  const disclosure = await keepDisclosure(ctx, { ...input, on: input.on ?? todayOf(ctx), requestId: null });
  return { patientId, disclosure };
};

interface Leaving {
  patientId: string;
  requestId: string | null;
  authorisationId?: string | null | undefined;
  on: string;
  recipientKind: RequesterKind;
  recipientName: string;
  recipientAddress: string;
  purpose: string;
  basis: Basis;
  parts: ChartPart[];
  partsNote: string;
  fromOn?: string | null | undefined;
  toOn?: string | null | undefined;
  special: Special[];
  way: Way;
}

/** Writes the line of a release; whether it may leave was asked before. */
export async function keepDisclosure(ctx: Context, leaving: Leaving): Promise<DisclosureView> {
  const row = await ctx.db
    .insertInto('disclosures_disclosure')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), patient_id: leaving.patientId },
      ...{ request_id: leaving.requestId, authorisation_id: leaving.authorisationId ?? null },
      ...{ disclosed_on: leaving.on, recipient_kind: leaving.recipientKind },
      ...{ recipient_name: leaving.recipientName, recipient_address: leaving.recipientAddress },
      ...{ purpose: leaving.purpose, basis: leaving.basis, way: leaving.way },
      ...{ parts: leaving.parts, parts_note: leaving.partsNote, special: leaving.special },
      ...{ from_on: leaving.fromOn ?? null, to_on: leaving.toOn ?? null },
      ...{ logged_at: ctx.now, logged_by: ctx.actor.name },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const { patientId, basis } = leaving;
  const details = { basis, way: leaving.way, parts: leaving.parts, special: leaving.special };
  ctx.note('disclosures.released', { patientId, subject: `Disclosure/${row.id}`, details });
  ctx.emit('disclosures.changed', { patientId });
  return disclosureView(row);
}

/** The row as the contract tells it. */
export function disclosureView(row: Selectable<Tables['disclosures_disclosure']>): DisclosureView {
  const [basis, recipientKind] = [row.basis as Basis, row.recipient_kind as RequesterKind];
  return {
    ...{ disclosureId: row.id, requestId: row.request_id, on: row.disclosed_on, basis, recipientKind },
    ...{ recipientName: row.recipient_name, recipientAddress: row.recipient_address, purpose: row.purpose },
    ...{ parts: row.parts as ChartPart[], partsNote: row.parts_note, special: row.special as Special[] },
    ...{ fromOn: row.from_on, toOn: row.to_on, way: row.way as Way, by: row.logged_by },
    counted: row.error_at === null && isCounted(basis, recipientKind),
    error: row.error_reason,
  };
}
