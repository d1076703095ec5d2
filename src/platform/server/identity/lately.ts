import type { Authenticated } from './authenticate.ts';

/** A caller as she was found a moment ago, good for as long as her clinic's count of changes is `epoch`. */
export type Lately = Authenticated & { epoch: string };

interface Kept {
  who: Lately;
  /** Whether the looking counted as use of the session. */
  touched: boolean;
  atMs: number;
}

/** Use of a session is noted once a minute; this much later at most. */
const keptMs = 15_000;
const mostKept = 2_000;

/**
 * Callers that were looked up a moment ago, by the hash of what they brought. What is found here decides nothing by
 * itself: the transaction of what the caller does asks whether the count is still the same.
 */
export function openLately() {
  const kept = new Map<string, Kept>();
  const looking = new Map<string, { touch: boolean; found: Promise<Lately | undefined> }>();
  return {
    /** Tells of a look-up that has begun. */
    begin(key: string, touch: boolean, found: Promise<Lately | undefined>): void {
      const one = { touch, found };
      looking.set(key, one);
      const end = () => looking.get(key) === one && looking.delete(key);
      found.then(end, end);
    },
    /**
     * Who is being looked up this moment: a screen asks for ten things at once, and ten look-ups would wait for each other.
     * Nobody who is locked or was not found: that may have ended since it began.
     */
    async join(key: string, touch: boolean): Promise<Lately | undefined> {
      const one = looking.get(key);
      if (!one || (touch && !one.touch)) return undefined;
      const who = await one.found.catch(() => undefined);
      return who?.session?.locked ? undefined : who;
    },
    /**
     * @param touch whether this request counts as use: then only a caller will do whose looking counted too
     * @param nowMs of the steady clock
     */
    find(key: string, touch: boolean, nowMs: number): Lately | undefined {
      const one = kept.get(key);
      if (!one || (touch && !one.touched)) return undefined;
      const ageMs = nowMs - one.atMs;
      if (ageMs >= 0 && ageMs < keptMs && nowMs < Date.parse(one.who.credential.until)) return one.who;
      kept.delete(key);
      return undefined;
    },
    keep(key: string, who: Lately, touched: boolean, nowMs: number): void {
      // who is locked out may come back any moment, and is not in a hurry
      if (who.session?.locked) return;
      const oldest = kept.size >= mostKept ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      kept.delete(key);
      kept.set(key, { who, touched, atMs: nowMs });
    },
  };
}
