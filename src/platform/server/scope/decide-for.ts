import type { Transaction } from 'kysely';
import type { Actor, Clinic } from '../actor.ts';
import type { Tables } from '../db/tables.ts';
import { actionOf, covers } from './acts.ts';
import { decide, type Facts } from './decide.ts';
import type { About, Decision, Law, Licence, Protocol, ScopeRole, Standing, Term } from './decision.ts';
import { asksForSomebody, loadLaw } from './law.ts';
import { presentNow } from './present.ts';
import { loadRoles } from './roles.ts';
import { loadProtocols, loadStanding, loadTerms } from './terms.ts';

/** What authentication has brought of a person a moment ago; absent where nobody signed in (job, import, test). */
export interface Held {
  held?: readonly ScopeRole[];
  terms?: readonly Term[];
  laws?: readonly Law[];
  standing?: readonly Standing[];
  protocols?: readonly Protocol[];
}

export interface Judge {
  clinic: Clinic;
  actor: Actor;
  /** ISO-8601 UTC. */
  now: string;
  /** By the clock that nobody sets, for who is in the house. */
  steadyNow: string;
  licenceOf: (action: string) => Licence;
}

/**
 * Scope's decision for an actor of this clinic. A refusal reads the other roles as well, to say who may, and an act
 * that asks for somebody licensed in the house reads who is.
 * @param act `<slice>.<act>`, or a skill within it
 */
export async function decideFor(
  tx: Transaction<Tables>,
  { clinic, actor, now, steadyNow, licenceOf }: Judge,
  act: string,
  known: Held = {},
  about: About = {},
): Promise<Decision> {
  const isStaff = actor.kind === 'staff';
  const roles = known.held ?? (isStaff ? await loadRoles(tx, clinic.id, actor.roles) : []);
  const terms = known.terms ?? (isStaff ? await loadTerms(tx, clinic.id) : []);
  const laws = known.laws ?? (isStaff ? await loadLaw(tx, clinic.id) : []);
  const standing = known.standing ?? (isStaff ? await loadStanding(tx, clinic.id, actor.id) : []);
  const protocols = known.protocols ?? (isStaff ? await loadProtocols(tx, clinic.id) : []);
  const asked = terms.some((term) => term.supervision === 'onSite' && covers(term.act, act));
  const present =
    asked || asksForSomebody(laws, act) ? await presentNow(tx, { now, steadyNow, except: actor.id }) : [];
  const facts: Facts = {
    ...{ roles, terms, laws, standing, protocols, about, present, now, zone: clinic.zone },
    licence: licenceOf(actionOf(act)),
  };
  const first = decide(actor, act, facts);
  return first.allowed ? first : decide(actor, act, { ...facts, roles: await loadRoles(tx, clinic.id) });
}
