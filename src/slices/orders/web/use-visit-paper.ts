import { useState } from 'react';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { orders, type PaperName } from '../contract.ts';

const verbs = {
  prescription: 'printPrescription',
  testSlip: 'printTestSlip',
  sickNote: 'printSickNote',
  referralLetter: 'printReferralLetter',
  followUpCard: 'printFollowUpCard',
} as const satisfies Record<PaperName, string>;

/** Makes a paper of a visit, or finds the same one again. @returns its id */
export async function makeVisitPaper(visitId: string, paper: PaperName): Promise<string> {
  return (await call(orders, verbs[paper], { visitId }, { key: crypto.randomUUID() })).paperId;
}

/** Makes a paper of the visit and prints it; a printer that does not answer says so and blocks nothing. */
export function useVisitPaper(visitId: string) {
  const [pending, setPending] = useState<PaperName>();
  const kept = usePrint();
  const print = async (paper: PaperName) => {
    if (pending) return;
    setPending(paper);
    try {
      await kept.print(await makeVisitPaper(visitId, paper));
      refreshSlice('orders');
    } catch (problem) {
      tell(problemWords(problem));
    } finally {
      setPending(undefined);
    }
  };
  return { print, pending };
}
