import { m } from '#messages';
import type { VisitNeeds } from '../contract.ts';

/** A visit's needs in words, most important first. */
export function needWords(needs: VisitNeeds): string[] {
  const { interpreter, infection, chaperone, language } = needs;
  const words = [
    infection !== 'none' &&
      `${m.frontDesk_needs_infection()}: ${m[`frontDesk_needs_infection_${infection}`]()}`,
    interpreter !== 'none' &&
      [
        `${m.frontDesk_needs_interpreter()}: ${m[`frontDesk_needs_interpreter_${interpreter}`]()}`,
        needs.interpreterName,
      ]
        .filter(Boolean)
        .join(' '),
    language && languageName(language),
    ...needs.access.map((one) => (one === 'other' ? needs.accessNote : m[`frontDesk_needs_access_${one}`]())),
    chaperone !== 'notAsked' &&
      `${m.frontDesk_needs_chaperone()}: ${m[`frontDesk_needs_chaperone_${chaperone}`]()}`,
  ];
  return words.filter((one): one is string => Boolean(one));
}

/** A language by its own speakers' reading; the code itself where the browser knows no name. */
function languageName(code: string): string {
  return (
    new Intl.DisplayNames([document.documentElement.lang || 'en'], { type: 'language' }).of(code) ?? code
  );
}
