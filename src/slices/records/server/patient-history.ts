import type { Patient, Provenance } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { maskSsn } from '#platform/shared/identifiers.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { records } from '../contract.ts';
import { patientToForm } from './patient-form.ts';

type Version = OutputOf<typeof records, 'patientHistory'>['versions'][number];

export const patientHistory: Verb<typeof records, 'patientHistory'> = async (ctx, { patientId }) => {
  await ctx.record.mustRead('Patient', patientId);
  const stored = (await ctx.record.history('Patient', patientId)).filter((one) => !one.deleted);
  const signed = await signatures(ctx, patientId);
  const versions = stored.map((one, place): Version => {
    const older = stored[place + 1];
    const signature = signed.get(String(one.version));
    return {
      version: one.version,
      at: one.updatedAt,
      by: signature?.agent[0]?.who.display,
      reason: signature?.reason?.[0]?.text,
      changes: differences(older ? fieldsOf(older.text) : new Map(), fieldsOf(one.text)),
    };
  });
  return { versions };
};

async function signatures(ctx: Context, patientId: string): Promise<Map<string, Provenance>> {
  const all = await ctx.record.search('Provenance', {
    where: [{ param: 'target', reference: `Patient/${patientId}` }],
  });
  const byVersion = new Map<string, Provenance>();
  for (const one of all) {
    for (const target of one.target) {
      const version = /\/_history\/(\d+)$/.exec(target.reference ?? '')?.[1];
      if (version) byVersion.set(version, one);
    }
  }
  return byVersion;
}

/** The form's fields of a version by their path, and the flags that the form does not hold. */
function fieldsOf(text: string): Map<string, string> {
  const patient = JSON.parse(text) as Patient;
  const fields = new Map<string, string>();
  flatten(patientToForm(patient), '', fields);
  const ssn = fields.get('identifiers.ssn');
  if (ssn) fields.set('identifiers.ssn', maskSsn(ssn));
  if (patient.active === false) fields.set('status', 'inactive');
  if (patient.deceasedBoolean || patient.deceasedDateTime) fields.set('status', 'deceased');
  if (patient.deceasedDateTime) fields.set('deceasedOn', patient.deceasedDateTime);
  return fields;
}

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) flatten(part, path ? `${path}.${name}` : name, into);
  } else if (value !== undefined) into.set(path, String(value));
}

function differences(before: Map<string, string>, after: Map<string, string>): Version['changes'] {
  const fields = [...new Set([...before.keys(), ...after.keys()])];
  return fields
    .filter((field) => before.get(field) !== after.get(field))
    .map((field) => ({ field, before: before.get(field), after: after.get(field) }));
}
