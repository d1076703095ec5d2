import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import { call } from '#platform/web/client/call.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { scheduling } from '../contract.ts';

export type Held = OutputOf<typeof scheduling, 'holdTime'>;

/**
 * The time that a form holds, one at a time: choosing another gives the first back, and so does leaving the form. An
 * expired one stays shown, for it may still be free.
 */
export function useHold() {
  const hold = useAct(scheduling, 'holdTime');
  const [held, setHeld] = useState<Held>();
  const [expired, setExpired] = useState(false);
  const current = useRef<string>(undefined);
  const keep = useCallback((next: Held | undefined) => {
    current.current = next?.holdId;
    setHeld(next);
    setExpired(false);
  }, []);
  const release = useCallback(() => {
    const holdId = current.current;
    keep(undefined);
    if (holdId) void call(scheduling, 'releaseHold', { holdId }).catch(() => undefined);
  }, [keep]);
  useEffect(() => {
    // a closed window cannot wait for an answer
    const leave = () => {
      const holdId = current.current;
      const body = new Blob([JSON.stringify({ holdId })], { type: 'application/json' });
      if (holdId) navigator.sendBeacon('/api/scheduling/releaseHold', body);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      const holdId = current.current;
      current.current = undefined;
      if (holdId) void call(scheduling, 'releaseHold', { holdId }).catch(() => undefined);
    };
  }, []);
  useEffect(() => {
    if (!held) return;
    const left = setTimeout(() => setExpired(true), Math.max(0, Date.parse(held.expiresAt) - Date.now()));
    return () => clearTimeout(left);
  }, [held]);
  return {
    held,
    expired,
    problem: hold.problem,
    pending: hold.pending,
    /** Holds a time in place of the one before; a refusal stands in `problem` and the one before stays. */
    take: async (wanted: Omit<CallOf<typeof scheduling, 'holdTime'>, 'holdId'>) => {
      try {
        keep(await hold.run({ ...wanted, ...(current.current && { holdId: current.current }) }));
      } catch {
        // its words and its three other times stand in the form
      }
    },
    release,
    /** The visit has it now, so leaving gives nothing back. */
    done: () => keep(undefined),
  };
}
