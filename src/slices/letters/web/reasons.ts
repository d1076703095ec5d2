import { m } from '#messages';
import type { Letter } from '../contract.ts';
import { letterName } from './words.ts';

/** Acts that need one sentence why; it stays with the letter. */
export type ReasonVerb = 'sendBack' | 'correctLetter' | 'discardDraft';

export function askedFor(verb: ReasonVerb, letter: Letter) {
  if (verb === 'sendBack') {
    const title = m.letters_sendBackTitle({ letter: letterName(letter.content) });
    return { title, label: m.letters_sendBackReason(), act: m.letters_sendBack() };
  }
  if (verb === 'correctLetter') {
    const title = m.letters_correctTitle({ number: letter.number ?? '' });
    return { title, label: m.letters_correctReason(), act: m.letters_correct() };
  }
  return { title: m.letters_discardTitle(), label: m.letters_discardReason(), act: m.letters_discard() };
}
