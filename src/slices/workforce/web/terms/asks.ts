import { m } from '#messages';
import type { Language } from '#platform/shared/languages.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { AskedOfAct, workforce } from '#slices/workforce/contract.ts';

export type Terms = OutputOf<typeof workforce, 'listTerms'>;
export type Term = Terms['terms'][number];

const protocolWords = {
  withoutOrder: m.workforce_terms_protocol_withoutOrder,
  always: m.workforce_terms_protocol_always,
};

/** What a term asks for, in words, one after the other. */
export function asksOf(term: AskedOfAct, language: Language): string {
  const asked = [
    term.competency && `${m.workforce_terms_competency()}: ${term.label[language] || term.competency}`,
    term.credentials.length > 0 && m.workforce_terms_anyOf({ codes: term.credentials.join(', ') }),
    term.supervision === 'onSite' && m.workforce_terms_onSite(),
    term.delegation && m.workforce_terms_delegation(),
    term.protocol !== 'none' &&
      `${m.workforce_terms_protocol()} (${protocolWords[term.protocol]().toLocaleLowerCase()})`,
    term.coSign && m.workforce_terms_coSign(),
  ];
  return asked.filter(Boolean).join(' · ') || m.workforce_terms_nothing();
}
