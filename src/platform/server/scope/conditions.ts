import { actionOf, isAlive } from './acts.ts';
import type { About, Counted, Law, Missing, Present, Protocol, Standing, Term, Under } from './decision.ts';
import { missingByLaw, overseer } from './law.ts';
import { missingProtocol, protocolFor } from './protocols.ts';

/** What an act asks of her, and what she has toward it. */
export interface Asked {
  act: string;
  terms: readonly Term[];
  /** What the law of the place asks of her for it. */
  law: readonly Law[];
  standing: readonly Standing[];
  present: readonly Present[];
  /** The job, or jobs, by which she would do it. */
  jobs: readonly string[];
  protocols: readonly Protocol[];
  about: About;
  /** IANA zone of the clinic, in which ages are counted. */
  zone: string;
  now: string;
}

/** The first thing that is asked for and that she has not, in the order in which one would mend it: the law's first. */
export function missingOf(asked: Asked): Missing | undefined {
  for (const law of asked.law) {
    const found =
      (law.credentials.length > 0 && !law.forbidden && lacks(asked, 'credential', law.credentials)) ||
      missingByLaw(law, asked);
    if (found) return found;
  }
  for (const term of asked.terms) {
    const found =
      (term.competency !== null && lacks(asked, 'competency', [term.competency], term)) ||
      (term.credentials.length > 0 && lacks(asked, 'credential', term.credentials, term)) ||
      (term.delegation && lacks(asked, 'delegation', delegable(asked.act), term)) ||
      (asksForProtocol(asked, term) && missingProtocol(asked)) ||
      (term.supervision === 'onSite' && asked.present.length === 0 && supervision);
    if (found) return found;
  }
  return undefined;
}

/** Under what she is allowed, to be shown beside the act. */
export function undersOf(asked: Asked): Under[] {
  const given = held(asked, 'delegation', delegable(asked.act))[0];
  const watched = watcherOf(asked);
  const standing = asked.terms.some((term) => asksForProtocol(asked, term)) && protocolFor(asked);
  return [
    ...(standing ? [underProtocol(standing)] : []),
    ...(given ? [{ kind: 'delegation', by: given.by, until: given.until } as const] : []),
    ...(watched ? [{ kind: 'supervision', by: watched.name, until: null } as const] : []),
    ...(asked.law.some((law) => law.supervision === 'indirect') ? [{ kind: 'indirect' } as const] : []),
    ...(asked.terms.some((term) => term.coSign) ? [{ kind: 'coSign' } as const] : []),
  ];
}

/** Who in the house answers for it: whom the law asks for, before anybody whom the clinic does. */
function watcherOf({ law, terms, present }: Asked): Present | undefined {
  const byLaw = law.find((one) => one.supervision === 'onSite');
  if (byLaw) return overseer(byLaw, present);
  return terms.some((term) => term.supervision === 'onSite') ? present[0] : undefined;
}

/** Somebody's own order for the patient is enough where a clinic says so, unless the act rests on a standing one. */
function asksForProtocol({ about }: Asked, { protocol }: Term): boolean {
  return protocol === 'always' || (protocol === 'withoutOrder' && !about.ordered);
}

function underProtocol({ by, until, title, sourceId, version }: Protocol): Under {
  return { kind: 'protocol', by, until, title, sourceId, version };
}

const supervision: Missing = { kind: 'supervision', codes: [] };

/** What one has or has not, and not so much of. */
type Held = Exclude<Standing['kind'], Counted>;

/** A delegation of the whole act holds for each of its skills. */
function delegable(act: string): string[] {
  return [...new Set([act, actionOf(act)])];
}

function lacks(asked: Asked, kind: Held, codes: string[], term?: Term): Missing | undefined {
  if (held(asked, kind, codes).length > 0) return undefined;
  const ends = asked.standing
    .filter((one) => one.kind === kind && codes.includes(one.code) && one.from <= asked.now)
    .flatMap((one) => one.until ?? []);
  const since = ends.toSorted().at(-1);
  const label = kind === 'competency' ? term?.label : undefined;
  return { kind, codes, ...(label && { label }), ...(since && { since }) };
}

function held({ standing, now }: Asked, kind: Standing['kind'], codes: string[]): Standing[] {
  return standing.filter((one) => one.kind === kind && codes.includes(one.code) && isAlive(one, now));
}
