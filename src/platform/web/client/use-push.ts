import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Connection, connectionNow, onConnection, onPushed } from './push.ts';

/** Reacts to pushed events whose name starts so, for what is more than reading again (a call, a sound). */
export function usePush(start: string, react: (event: string, payload: unknown) => void): void {
  const latest = useRef(react);
  latest.current = react;
  useEffect(
    () =>
      onPushed(({ event, payload }) =>
        event.startsWith(start) ? latest.current(event, payload) : undefined,
      ),
    [start],
  );
}

/** The state of the line to the server. */
export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, connectionNow, connectionNow);
}
