import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { pointElsewhere } from '#platform/server/record/point-elsewhere.ts';
import { words } from '#platform/server/words.ts';
import { type OverlayType, overlayTypes } from '../contract.ts';
import { labelOf } from './since.ts';

/** What a person chooses from is read by her: a chart of twenty years is looked through from its newest end. */
const mostItems = 500;

/** Entries of a chart that can be somebody else's, newest first; what was entered in error is none any more. */
export async function itemsOf(ctx: Context, patientId: string) {
  const { rows } = await sql<{ type: OverlayType; id: string; content: string; updated_at: string }>`
    SELECT type, id, content, updated_at FROM record_resource
    WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ${patientId} AND type = ANY(${[...overlayTypes]}) AND NOT deleted
    ORDER BY updated_at DESC, id LIMIT ${mostItems}`.execute(ctx.db);
  return rows.flatMap(({ type, id, content, updated_at: at }) => {
    const resource = JSON.parse(content) as Resource;
    return isInError(resource) ? [] : [{ type, id, label: labelOf(resource), at }];
  });
}

interface Coded {
  coding?: { system?: string; code?: string }[];
}

/** Whether an entry was taken back as an error. */
export function isInError(resource: Resource): boolean {
  const { status, verificationStatus } = resource as { status?: unknown; verificationStatus?: Coded };
  return (
    status === 'entered-in-error' ||
    (verificationStatus?.coding ?? []).some(({ code }) => code === 'entered-in-error')
  );
}

const verification: Partial<Record<OverlayType, string>> = {
  AllergyIntolerance: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
  Condition: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
};

/** Marks an entry as an error, in place, with where it went. Allergies and problems have no clinical status then (ait-2, con-5). */
export function markInError(ctx: Context, resource: Resource, number: string): void {
  const fields = resource as unknown as Record<string, unknown>;
  const type = resource.resourceType as OverlayType;
  const system = verification[type];
  if (system) {
    fields.verificationStatus = { coding: [{ system, code: 'entered-in-error' }] };
    delete fields.clinicalStatus;
  } else fields.status = 'entered-in-error';
  const text = words(ctx.clinic.language, 'merging_overlay_trace', { number });
  if (type === 'DocumentReference') return;
  fields.note = [...((fields.note as unknown[] | undefined) ?? []), { text, time: ctx.now }];
}

/** The entry as it will stand in the right chart: of no visit, since the visit was somebody else's. */
export function copyFor(
  resource: Resource,
  whose: { fromId: string; toId: string },
  copies: ReadonlyMap<string, string>,
): Resource {
  const {
    id: _,
    meta: __,
    text: ___,
    encounter: ____,
    ...rest
  } = structuredClone(resource) as unknown as Record<string, unknown>;
  const copy = rest as unknown as Resource;
  pointElsewhere(copy, whose.fromId, whose.toId);
  const fields = copy as unknown as Record<string, unknown>;
  const context = fields.context as Record<string, unknown> | undefined;
  if (context) delete context.encounter;
  if (context && Object.keys(context).length === 0) delete fields.context;
  for (const list of ['hasMember', 'derivedFrom', 'partOf', 'basedOn']) keepMoved(fields, list, copies);
  return copy;
}

/** Of what an entry rests on only that comes along which is moved with it. */
function keepMoved(fields: Record<string, unknown>, list: string, copies: ReadonlyMap<string, string>): void {
  if (!Array.isArray(fields[list])) return;
  const kept = (fields[list] as { reference?: string }[]).flatMap((one) => {
    const to = copies.get(one.reference ?? '');
    return to ? [{ ...one, reference: to }] : [];
  });
  if (kept.length > 0) fields[list] = kept;
  else delete fields[list];
}
