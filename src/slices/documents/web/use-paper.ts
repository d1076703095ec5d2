import { useState } from 'react';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { documents } from '../contract.ts';

/** Makes a paper and prints it; a printer that does not answer says so and blocks nothing. */
export function usePaper() {
  const [pending, setPending] = useState(false);
  const kept = usePrint();
  const send = async (make: () => Promise<{ paperId: string }>) => {
    if (pending) return;
    setPending(true);
    try {
      await kept.print((await make()).paperId);
    } catch (problem) {
      tell(problemWords(problem));
    } finally {
      setPending(false);
    }
  };
  const key = () => ({ key: crypto.randomUUID() });
  return {
    pending,
    printIndex: (patientId: string) => send(() => call(documents, 'printIndex', { patientId }, key())),
    printCover: (patientId: string, type: string) =>
      send(() => call(documents, 'printCoverSheet', { patientId, type }, key())),
  };
}
