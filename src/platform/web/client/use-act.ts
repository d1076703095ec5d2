import { useCallback, useRef, useState } from 'react';
import type { CallOf, Contract, OutputOf, VerbName } from '#platform/shared/contract.ts';
import { Attempt } from './attempt.ts';
import { ProblemError, call } from './call.ts';
import { refreshSlice } from './queries.ts';

export interface Act<Input, Output> {
  /** Resolves with the answer; rejects with a ProblemError, which is also kept in `problem`. */
  run(input: Input): Promise<Output>;
  pending: boolean;
  problem: ProblemError | undefined;
  reset(): void;
}

/**
 * Acts by a verb. Double clicks are one call; a retry after a failure carries the same idempotency key until it
 * succeeds. Afterwards the slice's own reads are refreshed at once, without waiting for the push.
 * @param draft key of the draft that the act makes into something kept
 */
export function useAct<C extends Contract, N extends VerbName<C>>(
  contract: C,
  verb: N,
  draft?: string,
): Act<CallOf<C, N>, OutputOf<C, N>> {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const attempt = useRef<Attempt<CallOf<C, N>, OutputOf<C, N>>>(undefined);
  const latestDraft = useRef(draft);
  latestDraft.current = draft;
  attempt.current ??= new Attempt((input, key) =>
    call(contract, verb, input, { key, draft: latestDraft.current }),
  );
  const run = useCallback(
    async (input: CallOf<C, N>) => {
      setPending(true);
      setProblem(undefined);
      try {
        const output = await (attempt.current as Attempt<CallOf<C, N>, OutputOf<C, N>>).run(input);
        refreshSlice(contract.slice);
        return output;
      } catch (error) {
        const told =
          error instanceof ProblemError
            ? error
            : new ProblemError({ code: 'platform.unexpected', status: 500 });
        setProblem(told);
        throw told;
      } finally {
        setPending(false);
      }
    },
    [contract],
  );
  const reset = useCallback(() => setProblem(undefined), []);
  return { run, pending, problem, reset };
}
