import { createStaff, createToken } from '#platform/server/identity/accounts.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import { templateOf } from '#slices/workforce/shared/templates/all.ts';
import type { TestClinic } from '../clinic.ts';
import { testPassword } from '../http.ts';

/** Somebody who knocks at every door. */
export interface Caller {
  /** Role, `nobody` or `client`. */
  name: string;
  kind: 'staff' | 'client' | 'nobody';
  headers: Record<string, string>;
  /** Whether the country's template gives her role an action. */
  holds(action: string): boolean;
  /** Whether it gives her role some action of a slice. */
  holdsAny?(slice: string): boolean;
}

/** What the other system's token is good for. */
export const clientScope = 'system/Observation.rs';

/** A person of every role, a client with one narrow scope, and nobody. */
export async function openCallers(clinic: TestClinic): Promise<Caller[]> {
  const { slug, country } = clinic.clinic;
  const callers: Caller[] = [];
  for (const { role, actions } of templateOf(country) ?? []) {
    const login = `${role.toLowerCase()}-knocks@${slug}.test`;
    const person = { login, name: role, roles: [role], language: clinic.clinic.language };
    // a password of her own, since some verbs ask for it
    await createStaff(clinic.platform, { ...person, clinicSlug: slug, password: testPassword });
    const { token } = await createToken(clinic.platform, { login });
    const holds = (action: string) => holdsAction([...actions], action);
    const holdsAny = (slice: string) => actions.some((action) => action.startsWith(`${slice}.`));
    const headers = { authorization: `Bearer ${token}` };
    callers.push({ name: role, kind: 'staff', headers, holds, holdsAny });
  }
  const { token } = await createToken(clinic.platform, {
    ...{ clientName: 'Other system', clinicSlug: slug, scopes: [clientScope] },
  });
  const authorization = `Bearer ${token}`;
  const nothing = () => false;
  callers.push({ name: 'client', kind: 'client', headers: { authorization }, holds: nothing });
  callers.push({ name: 'nobody', kind: 'nobody', headers: {}, holds: nothing });
  return callers;
}

/** Fully responsible roles of a country that hold an action, as a refusal names them: by id, in order. */
export function whoMay(country: string, action: string): string[] {
  const all = (templateOf(country) ?? []).filter(({ actions }) => holdsAction([...actions], action));
  const full = all.filter(({ preliminary }) => !preliminary);
  return (full.length > 0 ? full : all).map(({ role }) => role).sort();
}
