import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import type { Actor } from '../actor.ts';
import type { Decision, NotAllowed, ScopeRole } from './decision.ts';

export type { Allowed, Decision, NotAllowed, ScopeRole, WordsOf } from './decision.ts';

/**
 * Whether an actor may do something: the union of what her roles hold. A system actor may; another system's client
 * has no job description, and what it may do with the record its SMART scopes say (`smartAllows`).
 * @param action `<slice>.<act>`
 * @param roles all of the clinic's job descriptions; those she holds are enough where she may
 */
export function decide(actor: Actor, action: string, roles: readonly ScopeRole[]): Decision {
  if (actor.kind === 'system') return { allowed: true, preliminary: false };
  const held = roles.filter((role) => actor.kind === 'staff' && actor.roles.includes(role.role));
  const granting = held.filter((role) => holdsAction(role.actions, action));
  // everything that a student writes is preliminary; one further role of her own that holds the act makes it final
  if (granting.length > 0) return { allowed: true, preliminary: granting.every((role) => role.preliminary) };
  return refusal(actor, action, held, holders(action, roles));
}

/** Who may: the fully responsible roles, or the students where there is nobody else. */
function holders(action: string, roles: readonly ScopeRole[]): ScopeRole[] {
  const all = roles.filter((role) => holdsAction(role.actions, action));
  const full = all.filter((role) => !role.preliminary);
  return full.length > 0 ? full : all;
}

function refusal(actor: Actor, action: string, held: ScopeRole[], may: ScopeRole[]): NotAllowed {
  const subject = actor.kind === 'client' ? 'Client' : held.length === 0 ? 'NoRole' : 'Role';
  const key = `scope_refused${subject}${may.length === 0 ? 'Nobody' : ''}`;
  return {
    allowed: false,
    reason: {
      key,
      params: { roles: ids(held).join(', '), action, whoMay: ids(may).join(', ') },
    },
    whoMay: ids(may),
    reasonIn: (language, wordsOf) =>
      wordsOf(key, {
        name: actor.name,
        roles: list(language, held, 'conjunction'),
        action: wordsOf(action.replace('.', '_action_')),
        whoMay: list(language, may, 'disjunction'),
      }),
  };
}

function ids(roles: ScopeRole[]): string[] {
  return roles.map((role) => role.role);
}

/** `Clinical assistant, nurse or physician`; `en-GB` because no comma stands before the last. */
function list(language: Language, roles: ScopeRole[], type: 'conjunction' | 'disjunction'): string {
  const labels = roles.map((role, place) =>
    place === 0 ? role.label[language] : insideSentence(role.label[language]),
  );
  const text = new Intl.ListFormat(language === 'id' ? 'id' : 'en-GB', { type }).format(labels);
  return language === 'id' ? text.replace(/, (dan|atau) /, ' $1 ') : text;
}

/** A label begins with a capital; inside a sentence only abbreviations keep theirs (`MA`, `RN`). */
function insideSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
