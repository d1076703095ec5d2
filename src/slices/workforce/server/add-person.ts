import type { Clinic } from '#platform/server/context.ts';
import { asSystem } from '#platform/server/http/as-system.ts';
import { type HandedLink, makeLink } from '#platform/server/identity/links.ts';
import { hashPassword, hashPin } from '#platform/server/identity/passwords.ts';
import type { Platform } from '#platform/server/platform.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { enrol, type NewPerson } from './enrol.ts';

/**
 * Adds a person outside of a request: the demo, the terminal, a test. With a password she can sign in at once (the
 * caller has judged it), without one the answer has the link to hand over.
 * @throws Refusal `identity.loginTaken`; `invalidInput` for a role that the clinic does not have or a licence that cannot be
 */
export async function addPerson(
  platform: Platform,
  clinic: Clinic,
  wanted: Omit<NewPerson, 'passwordHash' | 'pinHash'> & { password?: string; pin?: string },
): Promise<{ staffId: string; practitionerId: string; link?: HandedLink }> {
  const { password, pin, ...person } = wanted;
  const login = person.login.trim().toLowerCase();
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const pinHash = pin === undefined ? undefined : await hashPin(pin);
  return asSystem(platform, 'cli')(clinic, 'workforce.addPerson', async (ctx) => {
    const added = await enrol(ctx, {
      ...person,
      login,
      ...(passwordHash && { passwordHash }),
      ...(pinHash && { pinHash }),
    });
    if (!added) throw new Refusal('identity', 'loginTaken', 409, { login });
    ctx.note('identity.staffCreated', { subject: added.staffId, details: { roles: person.roles } });
    return passwordHash
      ? added
      : { ...added, link: await makeLink(ctx.db, 'invitation', added.staffId, ctx.clock) };
  });
}
