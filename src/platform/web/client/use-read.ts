import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallOf, Contract, OutputOf, VerbName } from '#platform/shared/contract.ts';
import { ProblemError, call } from './call.ts';

export interface Read<Output> {
  data: Output | undefined;
  problem: ProblemError | undefined;
  /** Nothing has come yet. */
  loading: boolean;
  /** Something is shown while it is being read again. */
  refreshing: boolean;
  /** When the data shown were read, milliseconds since 1970; 0 when nothing was. */
  readAtMs: number;
  refresh(): void;
}

/**
 * Reads by a verb, shows what is known while reading again, and is refreshed by pushed events whose name starts with
 * one of `refreshOn` (`['frontDesk.']`). `keep` goes on showing the former answer while another input is read.
 */
export function useRead<C extends Contract, N extends VerbName<C>>(
  contract: C,
  verb: N,
  input: CallOf<C, N>,
  options: { refreshOn?: string[]; enabled?: boolean; keep?: boolean } = {},
): Read<OutputOf<C, N>> {
  const query = useQuery<OutputOf<C, N>>({
    queryKey: [contract.slice, verb, input],
    queryFn: ({ signal }) => call(contract, verb, input, { signal }),
    enabled: options.enabled ?? true,
    meta: { refreshOn: options.refreshOn ?? [] },
    ...(options.keep && { placeholderData: keepPreviousData }),
  });
  return {
    data: query.data as OutputOf<C, N> | undefined,
    problem: query.error instanceof ProblemError ? query.error : undefined,
    loading: query.isPending && query.fetchStatus !== 'idle',
    refreshing: query.isFetching && !query.isPending,
    readAtMs: query.dataUpdatedAt,
    refresh: () => void query.refetch(),
  };
}
