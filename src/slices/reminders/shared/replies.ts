/** `yes` confirms a visit or takes a time that was offered; `no` only lets an offer go, since it may mean much. */
export type Word = 'confirm' | 'yes' | 'no' | 'cancel' | 'stop';
export type Answer = 'confirm' | 'cancel' | 'stop';

/** What people answer, in both languages whichever they were written to in. `X` and the like stand alone. */
const words: Record<string, Word> = {
  ...{ C: 'confirm', YES: 'yes', YA: 'yes', NO: 'no', TIDAK: 'no' },
  ...{ X: 'cancel', BATAL: 'cancel' },
  ...{ STOP: 'stop', BERHENTI: 'stop' },
};

/** What was last written to a number, and how many times are offered there now. */
export interface Standing {
  latest: 'visit' | 'offer' | 'endedOffer' | undefined;
  openOffers: number;
}

/**
 * What a word means where times are offered beside visits; undefined where it could mean two things, and a person must
 * read it. A yes after an offer that is over confirms nothing else: she is told that it came too late.
 */
export function meaningOf(
  word: Exclude<Word, 'stop'>,
  { latest, openOffers }: Standing,
): 'confirm' | 'cancel' | 'accept' | 'decline' | 'late' | undefined {
  if (word === 'confirm') return 'confirm';
  if (word === 'cancel') return latest === 'visit' || latest === undefined ? 'cancel' : undefined;
  if (openOffers > 1) return undefined;
  if (word === 'no') return openOffers === 1 ? 'decline' : latest === 'endedOffer' ? 'late' : undefined;
  if (openOffers === 1) return latest === 'offer' ? 'accept' : undefined;
  return latest === 'endedOffer' ? 'late' : 'confirm';
}

/**
 * What a reply says; undefined where a person must read it. The word must be all of it: "ya tapi jam 3?" is a
 * question and no yes.
 */
export function answerIn(text: string): Word | undefined {
  const bare = text.normalize('NFKC').replace(/^[\s"'“”.!]+|[\s"'“”.!]+$/gu, '');
  return Object.hasOwn(words, bare.toUpperCase()) ? words[bare.toUpperCase()] : undefined;
}
