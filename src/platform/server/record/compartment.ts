import type { Resource } from '@medplum/fhirtypes';

/** Elements that say whose record a resource belongs to, in the order in which they decide. */
const patientElements = [
  'subject',
  'patient',
  'beneficiary',
  'individual',
  'for',
  'individualSubject',
] as const;

/**
 * FHIR id of the one patient whose record this resource belongs to, or undefined: the patient compartment cut
 * down to its first patient, which is what access and the chart need. Source: R4 CompartmentDefinition/patient.
 */
export function patientOf(resource: Resource): string | undefined {
  if (resource.resourceType === 'Patient') return resource.id;
  const elements = resource as unknown as Record<string, unknown>;
  for (const element of patientElements) {
    const id = patientId(elements[element]);
    if (id) return id;
  }
  for (const list of ['participant', 'recipient', 'account'] as const) {
    const entries = elements[list];
    if (!Array.isArray(entries)) continue;
    for (const entry of entries) {
      const id = patientId((entry as { actor?: unknown }).actor) ?? patientId(entry);
      if (id) return id;
    }
  }
  return undefined;
}

function patientId(value: unknown): string | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  const reference = (one as { reference?: unknown } | undefined)?.reference;
  if (typeof reference !== 'string') return undefined;
  return /^Patient\/([A-Za-z0-9.-]{1,64})(\/_history\/.*)?$/.exec(reference)?.[1];
}
