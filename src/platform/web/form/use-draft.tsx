import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { CallOf } from '#platform/shared/contract.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { call } from '../client/call.ts';
import { Drafts } from './drafts.ts';

type JsonBody = CallOf<typeof identity, 'keepDraft'>['body'];

/** One store per person at work, provided by the shell, so that nobody finds another's words in her form. */
export const DraftsContext = createContext<Drafts | undefined>(undefined);

const stores = new Map<string, Drafts>();

/**
 * The drafts of one person. The server keeps a draft for whoever is signed in, so nothing is sent while that is
 * somebody else: it waits in memory for her return.
 * @param isAtWork whether she is the one signed in at this moment
 */
export function draftsOf(staffId: string, isAtWork: () => boolean): Drafts {
  const known = stores.get(staffId);
  if (known) return known;
  const hers = async <T,>(act: () => Promise<T>) => {
    if (!isAtWork()) throw new Error('another person is signed in');
    return act();
  };
  const drafts = new Drafts({
    keep: (key, body) =>
      hers(() => call(identity, 'keepDraft', { key, body: body as JsonBody }, { keepalive: true })),
    read: (key) =>
      hers(async () => (await call(identity, 'drafts', { key })).drafts.find((one) => one.key === key)?.body),
    drop: (key) => hers(() => call(identity, 'dropDraft', { key })),
  });
  stores.set(staffId, drafts);
  return drafts;
}

/** Sends what waits for everybody who is at work: before a lock or a change of person. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...stores.values()].map((drafts) => drafts.flushAll()));
}

// a page that is left takes the last words with it only if they are sent at once
if (typeof addEventListener === 'function') addEventListener('pagehide', () => void flushDrafts());

/** Forgets what was typed at this screen: at sign-out, when it is with the server. */
export function forgetDrafts(): void {
  stores.clear();
}

interface DraftActs {
  /** What stands there was typed before, here or elsewhere. */
  restored: boolean;
  /** While it is asked for what was typed before: resolves with whether that stands there now. */
  coming: () => Promise<boolean> | undefined;
  /** Throws away what was typed. */
  drop: () => void;
  /** What was typed has been saved, and the server gave the draft up with it. */
  leave: () => void;
  /** Sends nothing more of it until it is saved or `goOn`; resolves when nothing of it is on its way. */
  rest: () => Promise<void>;
  goOn: () => void;
}

/**
 * State that survives a reload, a lock, and another person at the same PC: `[value, set, { restored, drop }]`.
 * @param key the form and what it is about, `vitals.record/visit/…`; `undefined` keeps nothing
 */
export function useDraft<Value>(
  key: string | undefined,
  initial: Value,
): [Value, (value: Value) => void, DraftActs] {
  const drafts = useContext(DraftsContext);
  const [value, setValue] = useState<Value>(
    () => ((key ? drafts?.inMemory(key) : undefined) as Value | undefined) ?? initial,
  );
  const [restored, setRestored] = useState(() => key !== undefined && drafts?.inMemory(key) !== undefined);
  const touched = useRef(restored);
  const asked = useRef<Promise<boolean>>(undefined);
  useEffect(() => {
    if (!key || !drafts) return;
    let here = true;
    if (!touched.current) {
      const found = drafts.find(key).then((kept) => {
        if (asked.current === found) asked.current = undefined;
        // Whoever has begun to type is not interrupted by what she typed yesterday.
        if (!here || touched.current || kept === undefined) return false;
        touched.current = true;
        setValue(kept as Value);
        setRestored(true);
        return true;
      });
      asked.current = found;
    }
    return () => {
      here = false;
      drafts.flush(key);
    };
  }, [key, drafts]);
  const coming = useCallback(() => asked.current, []);
  const set = useCallback(
    (next: Value) => {
      touched.current = true;
      setValue(next);
      if (key) drafts?.keep(key, next);
    },
    [key, drafts],
  );
  const leave = useCallback(() => {
    setRestored(false);
    if (key) drafts?.forget(key);
  }, [key, drafts]);
  const drop = useCallback(() => {
    setValue(initial);
    setRestored(false);
    if (key) void drafts?.drop(key);
  }, [initial, key, drafts]);
  const rest = useCallback(async () => {
    if (key) await drafts?.rest(key);
  }, [key, drafts]);
  const goOn = useCallback(() => {
    if (key) drafts?.goOn(key);
  }, [key, drafts]);
  return [value, set, { restored, coming, drop, leave, rest, goOn }];
}
