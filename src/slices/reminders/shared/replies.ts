export type Answer = 'confirm' | 'cancel' | 'stop';

/** What people answer, in both languages whichever they were written to in. `X` and the like stand alone. */
const words: Record<string, Answer> = {
  ...{ C: 'confirm', YES: 'confirm', YA: 'confirm' },
  ...{ X: 'cancel', BATAL: 'cancel' },
  ...{ STOP: 'stop', BERHENTI: 'stop' },
};

/**
 * What a reply says; undefined where a person must read it. The word must be all of it: "ya tapi jam 3?" is a
 * question and no yes.
 */
export function answerIn(text: string): Answer | undefined {
  const bare = text.normalize('NFKC').replace(/^[\s"'“”.!]+|[\s"'“”.!]+$/gu, '');
  return Object.hasOwn(words, bare.toUpperCase()) ? words[bare.toUpperCase()] : undefined;
}
