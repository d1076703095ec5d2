import { createStaff, disableStaff, resetStaff } from '#platform/server/identity/accounts.ts';
import { languageOfCountry } from '#platform/shared/languages.ts';
import { findClinic } from './find-clinic.ts';
import { withPlatform } from './with-platform.ts';

/** `serambi staff add LOGIN --clinic SLUG --name NAME --role ROLE…`: prints the one-time link to hand over. */
export async function addStaff(
  login: string,
  options: { clinic: string; name: string; role: string[] },
): Promise<void> {
  await withPlatform(async (platform) => {
    const clinic = await findClinic(platform, options.clinic);
    const language = languageOfCountry(clinic.country as 'ID' | 'US') ?? 'en';
    const made = await createStaff(platform, {
      clinicSlug: clinic.slug,
      login,
      name: options.name,
      language,
      roles: options.role,
    });
    process.stdout.write(`${made.link?.path ?? ''}\n`);
  });
}

/** `serambi staff disable LOGIN`: sessions and tokens end at once. */
export async function disableOne(login: string): Promise<void> {
  await withPlatform((platform) => disableStaff(platform, login));
}

/** `serambi staff reset LOGIN`: prints a one-time link to choose a new password, for who forgot hers. */
export async function resetOne(login: string): Promise<void> {
  const link = await withPlatform((platform) => resetStaff(platform, login));
  process.stdout.write(`${link.path}\n`);
}
