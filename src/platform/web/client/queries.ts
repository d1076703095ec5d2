import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './call.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { refreshOn?: string[] };
  }
}

/** One store of read answers for the browser tab. Nothing polls: data are read again when an event says so. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      staleTime: 2_000,
      retry: (failures, error) => failures < 2 && error instanceof ProblemError && error.status === 503,
      retryDelay: 1_000,
    },
  },
});

/** Reads again what listens to one of these events (`frontDesk.visitMoved`), by the start of its name. */
export function refreshOnEvents(events: string[]): void {
  void queryClient.invalidateQueries({
    predicate: (query) =>
      (query.meta?.refreshOn ?? []).some((start) => events.some((event) => event.startsWith(start))),
  });
}

/** Reads again everything that a slice answered or that listens to it: after an act of one's own. */
export function refreshSlice(slice: string): void {
  void queryClient.invalidateQueries({
    predicate: (query) =>
      query.queryKey[0] === slice ||
      (query.meta?.refreshOn ?? []).some((start) => start.startsWith(`${slice}.`)),
  });
}

/** Reads everything on the screen again: the line was cut, and events may have been missed. */
export function refreshAll(): void {
  void queryClient.invalidateQueries();
}
