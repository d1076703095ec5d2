import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatDate } from '#platform/shared/time.ts';
import type { Actor } from '../actor.ts';
import type { Missing, NotAllowed, ScopeRole } from './decision.ts';

/** An end is the first moment that is no longer good; people name the last good day. */
function lastMoment(until: string): string {
  return new Date(Date.parse(until) - 1).toISOString();
}

interface Refused {
  actor: Actor;
  action: string;
  held: readonly ScopeRole[];
  whoMay: readonly ScopeRole[];
  /** What is missing where a job description holds the act. */
  missing?: Missing;
  zone: string;
}

/** Why not, with who may and what would help: ids for the log, a sentence for the person. */
export function refusal({ actor, action, held, whoMay, missing, zone }: Refused): NotAllowed {
  const key = missing ? keyOf(missing, whoMay) : keyOfSubject(actor, held, whoMay);
  const codes = missing?.codes.join(', ') ?? '';
  return {
    allowed: false,
    reason: {
      key,
      params: {
        ...{ roles: ids(held).join(', '), action, whoMay: ids(whoMay).join(', ') },
        ...(missing && { missing: missing.kind, codes }),
      },
    },
    whoMay: ids(whoMay),
    ...(missing && { missing }),
    reasonIn: (language, wordsOf) =>
      wordsOf(key, {
        name: actor.name,
        roles: list(language, held, 'conjunction'),
        action: wordsOf(action.replace('.', '_action_')),
        whoMay: list(language, whoMay, 'disjunction'),
        needed: missing?.label?.[language] ?? codes,
        since: missing?.since ? formatDate(lastMoment(missing.since), localeFor(language), zone) : '',
      }),
  };
}

function keyOfSubject(actor: Actor, held: readonly ScopeRole[], whoMay: readonly ScopeRole[]): string {
  const subject = actor.kind === 'client' ? 'Client' : held.length === 0 ? 'NoRole' : 'Role';
  return `scope_refused${subject}${whoMay.length === 0 ? 'Nobody' : ''}`;
}

const missingKeys = {
  licence: 'Licence',
  competency: 'Competency',
  credential: 'Credential',
  delegation: 'Delegation',
  protocol: 'Protocol',
  supervision: 'Supervision',
} as const;

function keyOf({ kind, since, otherAge }: Missing, whoMay: readonly ScopeRole[]): string {
  if (otherAge) return 'scope_refusedProtocolAge';
  const ended = since && kind !== 'licence' && kind !== 'supervision' ? 'Ended' : '';
  const nobody = kind === 'licence' && whoMay.length === 0 ? 'Nobody' : '';
  return `scope_refused${missingKeys[kind]}${ended}${nobody}`;
}

function ids(roles: readonly ScopeRole[]): string[] {
  return roles.map((role) => role.role);
}

/** `Clinical assistant, nurse or physician`; `en-GB` because no comma stands before the last. */
function list(language: Language, roles: readonly ScopeRole[], type: 'conjunction' | 'disjunction'): string {
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
