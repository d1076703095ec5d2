import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatDate } from '#platform/shared/time.ts';
import type { Actor } from '../actor.ts';
import type { Missing, MissingKind, NotAllowed, ScopeRole, WordsOf } from './decision.ts';

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
        needed: missing ? neededWords(missing, language, wordsOf) : '',
        place: missing?.place ? wordsOf(`scope_place_${missing.place.replace('-', '_')}`) : '',
        since: missing?.since ? formatDate(lastMoment(missing.since), localeFor(language), zone) : '',
      }),
  };
}

function keyOfSubject(actor: Actor, held: readonly ScopeRole[], whoMay: readonly ScopeRole[]): string {
  const subject = actor.kind === 'client' ? 'Client' : held.length === 0 ? 'NoRole' : 'Role';
  return `scope_refused${subject}${whoMay.length === 0 ? 'Nobody' : ''}`;
}

/** What is missing, in words: `7 of 10 venipunctures observed; 4.5 of 10 h of training`. */
export function neededWords({ label, codes, short }: Missing, language: Language, wordsOf: WordsOf): string {
  if (!short) return label?.[language] ?? codes.join(', ');
  const { performance, training } = short;
  const hours = (minutes: number) =>
    // half a minute is nobody's hour: what is left of a hundredth is not shown
    new Intl.NumberFormat(localeFor(language)).format(Math.floor((minutes * 100) / 60) / 100);
  const said = [
    performance && wordsOf('scope_shortPerformances', { ...performance, label: label?.[language] ?? '' }),
    training && wordsOf('scope_shortHours', { have: hours(training.have), need: hours(training.need) }),
  ];
  return said.filter(Boolean).join('; ');
}

const missingKeys = {
  licence: 'Licence',
  competency: 'Competency',
  credential: 'Credential',
  delegation: 'Delegation',
  protocol: 'Protocol',
  supervision: 'Supervision',
  training: 'Training',
  forbidden: 'Forbidden',
} as const satisfies Record<MissingKind, string>;

function keyOf({ kind, since, otherAge, codes }: Missing, whoMay: readonly ScopeRole[]): string {
  if (otherAge) return 'scope_refusedProtocolAge';
  if (kind === 'supervision' && codes.includes('prescriber')) return 'scope_refusedProvider';
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
