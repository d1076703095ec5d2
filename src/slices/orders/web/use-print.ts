import { useState } from 'react';
import { printing } from '#platform/shared/print-contract.ts';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { orders, type PaperName } from '../contract.ts';

const verbs = {
  prescription: 'printPrescription',
  testSlip: 'printTestSlip',
  sickNote: 'printSickNote',
  referralLetter: 'printReferralLetter',
  followUpCard: 'printFollowUpCard',
} as const satisfies Record<PaperName, string>;

/** Makes a paper of the visit and prints it; a printer that does not answer says so and blocks nothing. */
export function usePrint(visitId: string) {
  const [pending, setPending] = useState<PaperName>();
  const [url, setUrl] = useState<string>();
  const print = async (paper: PaperName) => {
    if (pending) return;
    setPending(paper);
    try {
      const key = () => crypto.randomUUID();
      const { paperId } = await call(orders, verbs[paper], { visitId }, { key: key() });
      const done = await call(printing, 'printPaper', { paperId }, { key: key() });
      if (done.delivery === 'browser') setUrl(done.url);
      else if (done.advice) tell(done.advice);
      refreshSlice('orders');
    } catch (problem) {
      tell(problemWords(problem));
    } finally {
      setPending(undefined);
    }
  };
  return { print, pending, url };
}
