import { asSystem } from '#platform/server/http/as-system.ts';
import { parseInput } from '#platform/server/http/parse-input.ts';
import { disableStaff, resetStaff } from '#platform/server/identity/accounts.ts';
import type { Platform } from '#platform/server/platform.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { addPerson, keepPractitioner } from '#slices/workforce/server/index.ts';
import { optionsFromEnvironment } from './environment.ts';
import { findClinic } from './find-clinic.ts';
import { withPlatform } from './with-platform.ts';

export interface NewPersonOptions {
  clinic: string;
  name: string;
  role: string[];
  licence?: string;
}

/** `serambi staff add LOGIN --clinic SLUG --name NAME --role ROLE…`: prints the one-time link to hand over. */
export async function addStaff(login: string, options: NewPersonOptions): Promise<void> {
  await withPlatform(async (platform) => {
    const clinic = await findClinic(platform, options.clinic);
    const person = parseInput(workforce.verbs.addPerson.input, {
      login,
      name: options.name,
      language: clinic.language,
      roles: options.role,
      ...(options.licence && { licence: options.licence }),
    });
    const made = await addPerson(platform, clinic, person);
    sayLink(made.link?.path ?? '');
  });
}

/** `serambi staff disable LOGIN`: sessions and tokens end at once. */
export async function disableOne(login: string): Promise<void> {
  await withPlatform(async (platform) => {
    await disableStaff(platform, login);
    await tellRecord(platform, login);
  });
}

/** `serambi staff reset LOGIN`: prints a one-time link to choose a new password, for who forgot hers. */
export async function resetOne(login: string): Promise<void> {
  const link = await withPlatform((platform) => resetStaff(platform, login));
  sayLink(link.path);
}

/** Where the clinic's devices reach the server, as far as this machine's settings know. */
function sayLink(path: string): void {
  const { publicUrl, port } = optionsFromEnvironment();
  process.stdout.write(`${publicUrl ?? `http://127.0.0.1:${port}`}${path}\n`);
}

/** The FHIR side of a person whose access changed at the terminal. */
async function tellRecord(platform: Platform, login: string): Promise<void> {
  const clinics = await platform.database.pool.query<{ slug: string }>('SELECT slug FROM platform_clinic');
  for (const { slug } of clinics.rows) {
    const clinic = await findClinic(platform, slug);
    await asSystem(platform, 'cli')(clinic, 'workforce.keepPractitioner', async (ctx) => {
      const found = await ctx.db
        .selectFrom('identity_staff')
        .select('id')
        .where('clinic_id', '=', clinic.id)
        .where('login', '=', login.trim().toLowerCase())
        .executeTakeFirst();
      if (found) await keepPractitioner(ctx, found.id);
    });
  }
}
