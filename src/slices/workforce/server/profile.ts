import type { Practitioner } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Credential } from '../shared/credential.ts';
import { licenceSystems } from '../shared/licence.ts';
import { roleSystem } from './practitioners.ts';

const credentialSystem = 'https://serambi.health/fhir/credential';

/** What the record knows of a person beside her job: how to reach her, what she is called, since when, what she holds. */
export interface Profile {
  /** E.164. */
  phone?: string | undefined;
  email?: string | undefined;
  jobTitle?: string | undefined;
  /** First day here. */
  startsOn?: string | undefined;
  /** Last day of the licence that papers print. */
  licenceUntilDay?: string | undefined;
  credentials: Credential[];
}

/** Writes it beside what `keepPractitioner` wrote, which leaves it alone from then on. */
export async function writeProfile(ctx: Context, practitionerId: string, profile: Profile): Promise<void> {
  const { phone, email, jobTitle, startsOn, licenceUntilDay, credentials } = profile;
  const telecom: Practitioner['telecom'] = [
    ...(phone ? [{ system: 'phone' as const, value: phone, use: 'work' as const }] : []),
    ...(email ? [{ system: 'email' as const, value: email, use: 'work' as const }] : []),
  ];
  if (telecom.length > 0 || licenceUntilDay || credentials.length > 0) {
    await ctx.record.patch('Practitioner', practitionerId, (practitioner) => {
      if (telecom.length > 0) practitioner.telecom = telecom;
      const qualification = practitioner.qualification ?? [];
      for (const one of qualification) {
        if (licenceUntilDay && isLicence(one)) one.period = { ...one.period, end: licenceUntilDay };
      }
      for (const { kind, number, untilDay } of credentials) {
        qualification.push({
          identifier: [
            {
              system: `${credentialSystem}/${kind.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
              value: number,
            },
          ],
          code: { text: kind },
          ...(untilDay && { period: { end: untilDay } }),
        });
      }
      if (qualification.length > 0) practitioner.qualification = qualification;
    });
  }
  if (!jobTitle && !startsOn) return;
  await ctx.record.patch('PractitionerRole', practitionerId, (role) => {
    if (jobTitle) role.code = [...(role.code ?? []), { text: jobTitle }];
    if (startsOn) role.period = { ...role.period, start: startsOn };
  });
}

/** What is known of several people, by practitioner id; those of whom nothing is known are missing. */
export async function profilesOf(
  ctx: Context,
  practitionerIds: readonly string[],
): Promise<Map<string, Profile>> {
  const roles = new Map(
    (await ctx.record.readMany('PractitionerRole', practitionerIds)).map((one) => [one.id, one]),
  );
  const found = new Map<string, Profile>();
  for (const one of await ctx.record.readMany('Practitioner', practitionerIds)) {
    const role = roles.get(one.id);
    const titled = role?.code?.find((code) => !code.coding?.some(({ system }) => system === roleSystem));
    const reach = (wanted: string) => one.telecom?.find(({ system }) => system === wanted)?.value;
    found.set(one.id ?? '', {
      phone: reach('phone'),
      email: reach('email'),
      jobTitle: titled?.text,
      startsOn: role?.period?.start?.slice(0, 10),
      licenceUntilDay: one.qualification?.find(isLicence)?.period?.end?.slice(0, 10),
      credentials: (one.qualification ?? []).filter((each) => !isLicence(each)).flatMap(credentialIn),
    });
  }
  return found;
}

type Qualification = NonNullable<Practitioner['qualification']>[number];

function isLicence(one: Qualification): boolean {
  const ours: (string | undefined)[] = Object.values(licenceSystems);
  return one.identifier?.some(({ system }) => ours.includes(system)) ?? false;
}

function credentialIn(one: Qualification): Credential[] {
  const number = one.identifier?.[0]?.value;
  const kind = one.code.text ?? one.code.coding?.[0]?.display ?? one.code.coding?.[0]?.code;
  const untilDay = one.period?.end?.slice(0, 10);
  return number && kind ? [{ kind, number, ...(untilDay && { untilDay }) }] : [];
}
