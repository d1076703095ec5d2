import type { Context } from '#platform/server/context.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { extensionOf } from './fhir-parts.ts';
import { languageOf, phonesOf } from './patient-form.ts';
import { countryOf, extensions } from './systems.ts';

export interface Contact {
  /** E.164, the first number that is no landline. */
  mobile: string | undefined;
  email: string | undefined;
  /** How she wants to be reached, where she was asked. */
  contactBy: string | undefined;
  /** BCP 47. */
  language: string | undefined;
  /** False for who has died, and for a chart that is closed or was replaced. */
  current: boolean;
}

/** How a patient is written to; undefined where there is no such patient. */
export async function contactOf(ctx: Context, patientId: string): Promise<Contact | undefined> {
  const patient = await ctx.record.read('Patient', patientId);
  if (!patient) return undefined;
  const phones = phonesOf(patient).map((text) => parsePhone(text, countryOf(ctx.clinic)));
  const mobile = phones.find((phone) => phone.ok && phone.kind !== 'landline');
  const replaced = patient.link?.some((link) => link.type === 'replaced-by') ?? false;
  const dead = patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined;
  return {
    mobile: mobile?.ok ? mobile.e164 : undefined,
    email: patient.telecom?.find((point) => point.system === 'email' && point.use !== 'old')?.value,
    contactBy: extensionOf(patient, extensions.contactBy)?.valueCode,
    language: languageOf(patient),
    current: patient.active !== false && !replaced && !dead,
  };
}
