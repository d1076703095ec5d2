import { m } from '#messages';
import type { Content } from '../contract.ts';
import type { Conclusion, LetterKind, LetterPlace, LetterState } from '../shared/kinds.ts';

/*
 * Named one by one, so that the screen loads these words and not every message of the house.
 */

export const kindWords: Record<LetterKind, () => string> = {
  health: m.letters_kind_health,
  attendance: m.letters_kind_attendance,
  fitToReturn: m.letters_kind_fitToReturn,
};

export const placeWords: Record<LetterPlace, () => string> = {
  school: m.letters_place_school,
  work: m.letters_place_work,
};

export const conclusionWords: Record<Conclusion, () => string> = {
  fit: m.letters_conclusion_fit,
  fitWithLimits: m.letters_conclusion_fitWithLimits,
  unfit: m.letters_conclusion_unfit,
};

export const stateWords: Record<LetterState, () => string> = {
  draft: m.letters_state_draft,
  sentBack: m.letters_state_sentBack,
  signed: m.letters_state_signed,
  superseded: m.letters_state_superseded,
  discarded: m.letters_state_discarded,
};

export const stateTones = {
  draft: 'amber',
  sentBack: 'amber',
  signed: 'green',
  superseded: 'grey',
  discarded: 'grey',
} as const satisfies Record<LetterState, string>;

/** What a letter is called in the reader's language; the paper's own title is in the clinic's. */
export function letterName(content: Content): string {
  if (content.kind === 'health') return m.letters_paper_health();
  if (content.kind === 'attendance') return m.letters_paper_attendance();
  return content.place === 'school'
    ? m.letters_paper_fitToReturn_school()
    : m.letters_paper_fitToReturn_work();
}
