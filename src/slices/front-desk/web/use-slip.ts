import { useState } from 'react';
import { m } from '#messages';
import { printing } from '#platform/shared/print-contract.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { tell } from '#platform/web/ui/undo.tsx';

/** Prints a kept paper; a printer that does not answer says so and blocks nothing. */
export function useSlip(): {
  print: (paperId: string) => Promise<void>;
  pending: boolean;
  url: string | undefined;
} {
  const { run, pending } = useAct(printing, 'printPaper');
  const [url, setUrl] = useState<string>();
  const print = async (paperId: string) => {
    try {
      const done = await run({ paperId });
      if (done.delivery === 'browser') setUrl(done.url);
      else tell(done.advice ?? m.frontDesk_greet_slipSent());
    } catch (problem) {
      tell(problemWords(problem));
    }
  };
  return { print, pending, url };
}
