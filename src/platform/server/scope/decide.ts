import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Actor } from '../actor.ts';
import { actionOf, covers, isAlive, reaches } from './acts.ts';
import { missingOf, undersOf } from './conditions.ts';
import type {
  About,
  Decision,
  Law,
  Licence,
  Missing,
  Present,
  Protocol,
  ScopeRole,
  Standing,
  Term,
} from './decision.ts';
import { lawOf } from './law.ts';
import { refusal } from './refusal.ts';

export type { Allowed, Decision, NotAllowed, ScopeRole, WordsOf } from './decision.ts';

/** What a decision is made from, beside the actor and the act. */
export interface Facts {
  /** All of the clinic's job descriptions; those she holds are enough where she may. */
  roles: readonly ScopeRole[];
  /** What the clinic asks of those without a licence, of her roles at least. */
  terms?: readonly Term[];
  /** What the law of the clinic's place asks of them. */
  laws?: readonly Law[];
  /** What she holds herself. */
  standing?: readonly Standing[];
  /** The licence that the act asks for in any case. */
  licence?: Licence;
  /** Standing orders that name a job of hers. */
  protocols?: readonly Protocol[];
  /** What the act is about. */
  about?: About;
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
  const {
    roles,
    licence = 'none',
    now = '',
    standing = [],
    protocols = [],
    about = {},
    zone = 'UTC',
  } = facts;
  const action = actionOf(act);
  const held = roles.filter((role) => actor.kind === 'staff' && actor.roles.includes(role.role));
  const granting = held.filter((role) => holdsAction(role.actions, action));
  const delegated = held.length > 0 && standing.some((one) => delegates(one, act) && isAlive(one, now));
  const asked = { actor, action, held, zone };
  if (granting.length === 0 && !delegated)
    return refusal({ ...asked, whoMay: holders(action, roles, licence) });
  if (!held.some((role) => reaches(role.licence, licence)))
    return refusal({
      ...asked,
      whoMay: holders(action, roles, licence),
      missing: { kind: 'licence', codes: [licence] },
    });
  const ways = waysTo(act, granting, held, facts).map((way) => {
    const terms = about.protocol === undefined || way.prescribes ? way.terms : [...way.terms, restsOn(act)];
    const present = facts.present ?? [];
    const mine = {
      ...{ terms, standing, protocols, about, act, now, zone, present },
      jobs: way.jobs,
      law: way.law,
    };
    return { ...way, mine, missing: missingOf(mine) };
  });
  const open = ways.filter((way) => !way.missing);
  // a student's own job is open to her while she learns; once the other one is too, what she writes is final
  const taken = open.find((way) => !way.preliminary) ?? open[0];
  if (!taken) {
    const missing = ways.flatMap((way) => way.missing ?? [])[0];
    const whoMay = asksForPrescriber(missing) ? approvers(roles) : holders(action, roles, 'nurse');
    return refusal({ ...asked, whoMay, ...(missing && { missing }) });
  }
  return { allowed: true, preliminary: taken.preliminary, under: undersOf(taken.mine) };
}

/** One of her jobs by which she could do an act: what is asked of her in it, and whether it stays preliminary. */
interface Way {
  jobs: readonly string[];
  /** She could order it herself, so that it rests on no standing order. */
  prescribes: boolean;
  terms: readonly Term[];
  law: readonly Law[];
  preliminary: boolean;
}

/**
 * What the clinic asks of her for an act, in each of the jobs by which she could do it, the least first. Whoever holds it
 * in a job that works by a licence is not asked.
 */
function waysTo(
  act: string,
  granting: readonly ScopeRole[],
  held: readonly ScopeRole[],
  { terms = [], laws = [] }: Pick<Facts, 'terms' | 'laws'>,
): Way[] {
  const by = granting.length > 0 ? granting : held;
  const about = terms.filter((term) => covers(term.act, act));
  const licensed = by.filter((role) => role.licence !== 'none');
  if (licensed.length > 0) {
    const prescribes = licensed.some((role) => role.licence === 'prescriber');
    const preliminary = granting.every(isStudent) && by.some(isStudent);
    return [{ jobs: licensed.map(({ role }) => role), prescribes, terms: [], law: [], preliminary }];
  }
  // nobody delegates to a student what would then be final
  const delegatedToStudent = granting.length === 0 && held.some(isStudent);
  return by
    .map((role) => {
      const asked = about
        .filter((term) => term.role === null || term.role === role.role)
        // a competency is what she is here to gain, and all that she writes is co-signed
        .map((term) => (role.preliminary ? { ...term, competency: null } : term));
      const preliminary = role.preliminary || delegatedToStudent || asked.some((term) => term.coSign);
      const law = lawOf(laws, act, role);
      return { jobs: [role.role], prescribes: false, terms: asked, law, preliminary };
    })
    .toSorted((a, b) => a.terms.length + a.law.length - b.terms.length - b.law.length);
}

function delegates(one: Standing, act: string): boolean {
  return one.kind === 'delegation' && covers(one.code, act);
}

function isStudent(role: ScopeRole): boolean {
  return role.preliminary;
}

/** What an act asks for that rests on a standing order, whatever the clinic asks for otherwise. */
function restsOn(act: string): Term {
  return {
    ...{ act, role: null, competency: null, label: { en: '', id: '' }, credentials: [], supervision: 'none' },
    ...{ delegation: false, protocol: 'always', coSign: false },
  };
}

/** A standing order is approved, and a provider's presence given, by whoever could order it each time. */
function asksForPrescriber(missing: Missing | undefined): boolean {
  return (
    missing?.kind === 'protocol' || (missing?.kind === 'supervision' && missing.codes.includes('prescriber'))
  );
}

/** Whoever could order it each time. */
function approvers(roles: readonly ScopeRole[]): ScopeRole[] {
  return roles.filter((role) => role.licence === 'prescriber');
}

/** Who may: the fully responsible roles, or the students where there is nobody else. */
function holders(action: string, roles: readonly ScopeRole[], licence: Licence): ScopeRole[] {
  const all = roles.filter((role) => holdsAction(role.actions, action) && reaches(role.licence, licence));
  const full = all.filter((role) => !role.preliminary);
  return full.length > 0 ? full : all;
}
