import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Actor } from '../actor.ts';
import { actionOf, isAlive, reaches } from './acts.ts';
import { missingOf, undersOf } from './conditions.ts';
import type { Decision, Licence, Present, ScopeRole, Standing, Term } from './decision.ts';
import { refusal } from './refusal.ts';

export type { Allowed, Decision, NotAllowed, ScopeRole, WordsOf } from './decision.ts';

/** What a decision is made from, beside the actor and the act. */
export interface Facts {
  /** All of the clinic's job descriptions; those she holds are enough where she may. */
  roles: readonly ScopeRole[];
  /** What the clinic asks of those without a licence, of her roles at least. */
  terms?: readonly Term[];
  /** What she holds herself. */
  standing?: readonly Standing[];
  /** The licence that the act asks for in any case. */
  licence?: Licence;
  /** Licensed people who are in the house; needed where a term asks for one. */
  present?: readonly Present[];
  /** ISO-8601 UTC. */
  now?: string;
  /** IANA zone in which a lapse is told. */
  zone?: string;
}

/**
 * Whether an actor may do something: by what her roles hold and what has been delegated to her, under what the clinic
 * asks of those without a licence. A system actor may; another system's client has no job description, and what it may
 * do with the record its SMART scopes say (`smartAllows`).
 * @param act `<slice>.<act>`, or a skill within it, `<slice>.<act>/<skill>`
 */
export function decide(actor: Actor, act: string, facts: Facts): Decision {
  if (actor.kind === 'system') return { allowed: true, preliminary: false, under: [] };
  const { roles, licence = 'none', now = '', standing = [] } = facts;
  const action = actionOf(act);
  const held = roles.filter((role) => actor.kind === 'staff' && actor.roles.includes(role.role));
  const granting = held.filter((role) => holdsAction(role.actions, action));
  const delegated = held.length > 0 && standing.some((one) => delegates(one, act) && isAlive(one, now));
  const asked = { actor, action, held, zone: facts.zone ?? 'UTC' };
  if (granting.length === 0 && !delegated)
    return refusal({ ...asked, whoMay: holders(action, roles, licence) });
  if (!held.some((role) => reaches(role.licence, licence)))
    return refusal({
      ...asked,
      whoMay: holders(action, roles, licence),
      missing: { kind: 'licence', codes: [licence] },
    });
  const terms = termsFor(act, granting, held, facts.terms ?? []);
  const mine = { terms, standing, act, now, present: facts.present ?? [] };
  const missing = missingOf(mine);
  if (missing) return refusal({ ...asked, whoMay: holders(action, roles, 'nurse'), missing });
  // everything that a student writes is preliminary; one further role of her own that holds the act makes it final
  const preliminary = granting.length > 0 ? granting.every((role) => role.preliminary) : held.some(isStudent);
  return {
    allowed: true,
    preliminary: preliminary || terms.some((term) => term.coSign),
    under: undersOf(mine),
  };
}

/**
 * What the clinic asks of her for an act. Whoever holds it in a job that works by a licence is not asked; of several
 * jobs without one, the one of which least is asked counts.
 */
export function termsFor(
  act: string,
  granting: readonly ScopeRole[],
  held: readonly ScopeRole[],
  terms: readonly Term[],
): readonly Term[] {
  const by = granting.length > 0 ? granting : held;
  if (by.some((role) => role.licence !== 'none')) return [];
  const about = terms.filter((term) => term.act === act || term.act === actionOf(act));
  const ofRole = (role: ScopeRole) => about.filter((term) => term.role === null || term.role === role.role);
  return by.map(ofRole).toSorted((a, b) => a.length - b.length)[0] ?? [];
}

function delegates(one: Standing, act: string): boolean {
  return one.kind === 'delegation' && (one.code === act || one.code === actionOf(act));
}

function isStudent(role: ScopeRole): boolean {
  return role.preliminary;
}

/** Who may: the fully responsible roles, or the students where there is nobody else. */
function holders(action: string, roles: readonly ScopeRole[], licence: Licence): ScopeRole[] {
  const all = roles.filter((role) => holdsAction(role.actions, action) && reaches(role.licence, licence));
  const full = all.filter((role) => !role.preliminary);
  return full.length > 0 ? full : all;
}
