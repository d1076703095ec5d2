import { useEffect, useRef } from 'react';
import { chime } from './chime.ts';
import { say, type Voice } from './voice.ts';

interface Call {
  callId: string;
  shown: string;
  room: string;
}

const afterChimeMs = 1_100;

/** Chimes once for each new call and says it; what was on the wall when it was opened is no call. */
export function useAnnounced(calls: readonly Call[] | undefined, voice: Voice): void {
  const heard = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (calls === undefined) return;
    const before = heard.current;
    heard.current = new Set(calls.map((one) => one.callId));
    const fresh = before ? calls.filter((one) => !before.has(one.callId)) : [];
    if (fresh.length === 0) return;
    chime();
    // the newest stands first on the wall; said in the order in which they were called
    setTimeout(() => {
      for (const call of fresh.toReversed()) say(call, voice);
    }, afterChimeMs);
  }, [calls, voice]);
}
