import { holdsAction } from '../../shared/identity-contract.ts';
import type { Language } from '../../shared/languages.ts';
import type { Actor } from '../context.ts';

/** A job description of a clinic. */
export interface ScopeRole {
  /** Its id, e.g. `frontDesk`. */
  role: string;
  label: Record<Language, string>;
  /** Exact `slice.act`, or `slice.*`. */
  actions: string[];
  /** A student's: what is entered stays preliminary until somebody co-signs it. */
  preliminary: boolean;
}

/** Looks a message up in one language; the caller brings it, since this knows no slice and no catalogue. */
export type WordsOf = (key: string, params?: Record<string, string | number>) => string;

export interface Allowed {
  allowed: true;
  preliminary: boolean;
}

export interface NotAllowed {
  allowed: false;
  /** Message key with ids as parameters, for the log and for callers that show their own words. */
  reason: { key: string; params: Record<string, string> };
  /** Roles that hold the action, by id. */
  whoMay: string[];
  /** The reason as a sentence: her job description, the act and who may. `wordsOf` speaks the same language. */
  reasonIn(language: Language, wordsOf: WordsOf): string;
}

export type Decision = Allowed | NotAllowed;

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
