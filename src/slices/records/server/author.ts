import type { Reference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';

const staffSystem = 'https://serambi.health/fhir/staff';

/** The acting person as FHIR names her: her Practitioner, or her staff identifier when she has none. */
export function authorOf(ctx: Context): Reference<never> {
  const { actor } = ctx;
  const who = actor.practitionerId
    ? { reference: `Practitioner/${actor.practitionerId}` }
    : { identifier: { system: staffSystem, value: actor.id } };
  return { ...who, display: actor.name } as Reference<never>;
}
