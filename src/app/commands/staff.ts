import { asSystem } from '#platform/server/http/as-system.ts';
import { parseInput } from '#platform/server/http/parse-input.ts';
import type { Clinic, Context } from '#platform/server/context.ts';
import { disableStaff, resetStaff } from '#platform/server/identity/accounts.ts';
import { resetFactor } from '#platform/server/identity/reset-factor.ts';
import type { Platform } from '#platform/server/platform.ts';
import { Refusal } from '#platform/shared/errors.ts';
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

/** `serambi staff reset-factor LOGIN`: app, passkeys and recovery codes are gone, and her screens signed out. */
export async function resetFactorOf(login: string): Promise<void> {
  await withPlatform(async (platform) => {
    const { clinic, staffId } = await ownerOf(platform, login);
    await asSystem(platform, 'cli')(clinic, 'identity.resetFactor', (ctx) =>
      resetFactor(ctx as Context<never>, { staffId }),
    );
  });
}

/** Where the clinic's devices reach the server, as far as this machine's settings know. */
function sayLink(path: string): void {
  const { publicUrl, port } = optionsFromEnvironment();
  process.stdout.write(`${publicUrl ?? `http://127.0.0.1:${port}`}${path}\n`);
}

/** The FHIR side of a person whose access changed at the terminal. */
async function tellRecord(platform: Platform, login: string): Promise<void> {
  const { clinic, staffId } = await ownerOf(platform, login);
  await asSystem(platform, 'cli')(clinic, 'workforce.keepPractitioner', (ctx) =>
    keepPractitioner(ctx, staffId),
  );
}

/** @throws Refusal `identity.staffMissing` */
async function ownerOf(platform: Platform, login: string): Promise<{ clinic: Clinic; staffId: string }> {
  const found = await platform.database.pool.query<{ slug: string; staff_id: string }>(
    `SELECT c.slug, l.staff_id FROM identity_find_login($1) l JOIN platform_clinic c ON c.id = l.clinic_id`,
    [login.trim().toLowerCase()],
  );
  const owner = found.rows[0];
  if (!owner) throw new Refusal('identity', 'staffMissing', 404);
  return { clinic: await findClinic(platform, owner.slug), staffId: owner.staff_id };
}
