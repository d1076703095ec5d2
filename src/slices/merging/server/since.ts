import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { hasWords, words } from '#platform/server/words.ts';

/** One thing that was written since: a visit with all that is of it, or a single entry. */
export interface Since {
  /** `Encounter/<visit>` or `Type/<id>`. */
  key: string;
  type: string;
  label: string;
  at: string;
  places: { type: string; id: string }[];
  visitId?: string;
  suggested?: 'stays' | 'goes';
}

/** A task goes where its work goes and is nobody's to decide. */
const undecidable = ['Patient', 'Provenance', 'Task'];

/**
 * What was first written into a chart after an instant. What is of one visit is one thing; where the visit itself was there
 * before, it is proposed to go where the visit goes.
 * @param cameAlong ids of visits that came with the joined chart
 */
export async function writtenSince(
  ctx: Context,
  patientId: string,
  since: string,
  cameAlong: ReadonlySet<string>,
): Promise<Since[]> {
  const { rows } = await sql<{ type: string; id: string; content: string; updated_at: string }>`
    SELECT r.type, r.id, r.content, r.updated_at FROM record_resource r
    WHERE r.clinic_id = ${ctx.clinic.id} AND r.patient_id = ${patientId} AND NOT r.deleted
      AND r.updated_at > ${since} AND r.type <> ALL(${undecidable}::text[])
      AND NOT EXISTS (SELECT FROM record_history h WHERE h.clinic_id = r.clinic_id AND h.type = r.type AND h.id = r.id
        AND h.updated_at <= ${since})
    ORDER BY r.updated_at, r.type, r.id`.execute(ctx.db);
  const found = rows.map((row) => ({ ...row, resource: JSON.parse(row.content) as Resource }));
  const groups = Map.groupBy(found, ({ type, id, resource }) => {
    const visitId = visitOf(resource);
    return visitId ? `Encounter/${visitId}` : `${type}/${id}`;
  });
  return [...groups].map(([key, group]) => {
    const lead = group.find(({ type }) => type === 'Encounter' || type === 'Appointment') ?? group[0];
    const visitId = key.startsWith('Encounter/') ? key.slice('Encounter/'.length) : undefined;
    const began = group.some(({ type }) => type === 'Encounter' || type === 'Appointment');
    return {
      ...{ key, type: visitId ? 'Encounter' : (lead?.type ?? ''), label: lead ? labelOf(lead.resource) : '' },
      ...{ at: lead?.updated_at ?? since, places: group.map(({ type, id }) => ({ type, id })) },
      ...(visitId && { visitId }),
      ...(visitId &&
        !began && { suggested: cameAlong.has(visitId) ? ('goes' as const) : ('stays' as const) }),
    };
  });
}

/** The visit that a resource is of; an Appointment and its Encounter have one id. */
export function visitOf(resource: Resource): string | undefined {
  if (resource.resourceType === 'Encounter' || resource.resourceType === 'Appointment') return resource.id;
  const { encounter, context } = resource as {
    encounter?: { reference?: string };
    context?: { reference?: string; encounter?: { reference?: string }[] };
  };
  const reference = encounter?.reference ?? context?.encounter?.[0]?.reference ?? context?.reference;
  return /^Encounter\/(.+)$/.exec(reference ?? '')?.[1];
}

interface Concept {
  text?: string;
  coding?: { display?: string }[];
}

/** What an entry is of, as it says itself; empty where it says nothing that a person reads. Codes alone are no words. */
export function labelOf(resource: Resource): string {
  const { code, type, description, vaccineCode, medicationCodeableConcept, reasonCode, name } =
    resource as unknown as Record<string, unknown>;
  if (typeof description === 'string') return description;
  for (const given of [code, vaccineCode, medicationCodeableConcept, reasonCode, type]) {
    const concept = (Array.isArray(given) ? given[0] : given) as Concept | undefined;
    const said = concept?.text ?? concept?.coding?.find(({ display }) => display)?.display;
    if (said) return said;
  }
  return typeof name === 'string' ? name : '';
}

/** The type of an entry in a person's words. */
export function typeWords(ctx: Context, type: string): string {
  const key = `merging_type_${type}`;
  return words(ctx.language, hasWords(key) ? key : 'merging_type_other');
}
