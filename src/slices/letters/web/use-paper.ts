import { useState } from 'react';
import type { CallOf } from '#platform/shared/contract.ts';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { tell } from '#platform/web/ui/undo.tsx';
import { letters } from '../contract.ts';

type Papers = 'printLetter' | 'printVisitSummary' | 'printFaceSheet';

/** Makes a paper, or finds the same one again. @returns its id */
export async function makePaper<N extends Papers>(
  verb: N,
  input: CallOf<typeof letters, N>,
): Promise<string> {
  return (await call(letters, verb, input, { key: crypto.randomUUID() })).paperId;
}

/** Makes a paper and prints it; a printer that does not answer says so and blocks nothing. */
export function usePaper() {
  const [pending, setPending] = useState<string>();
  const kept = usePrint();
  const print = async <N extends Papers>(verb: N, input: CallOf<typeof letters, N>) => {
    if (pending) return;
    setPending(JSON.stringify(input));
    try {
      await kept.print(await makePaper(verb, input));
    } catch (problem) {
      tell(problemWords(problem));
    } finally {
      setPending(undefined);
    }
  };
  return { print, isPending: (input: object) => pending === JSON.stringify(input) };
}
export type PaperDesk = ReturnType<typeof usePaper>;
