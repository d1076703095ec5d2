import { useSyncExternalStore } from 'react';
import { getBaseUrl, onUnanswered } from './call.ts';
import { connectionNow, onConnection } from './push.ts';

/** Asked again so often while there is no answer, and only then. */
const againMs = 3_000;
const patienceMs = 4_000;

let away = false;
let asking = false;
const watchers = new Set<() => void>();

/**
 * Whether the server is out of reach: the line is cut, or a call had no answer, and it does not say that it is ready
 * either. A proxy that lets no line through takes nothing away.
 */
export const isAway = () => away;

export function onReach(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useAway(): boolean {
  return useSyncExternalStore(onReach, isAway, isAway);
}

/** Looks at once, for whoever has reason to doubt. */
export async function lookForServer(): Promise<void> {
  if (asking) return;
  asking = true;
  const ready = await isReady();
  asking = false;
  if (away === ready) {
    away = !ready;
    for (const watcher of watchers) watcher();
  }
  if (away) setTimeout(() => void lookForServer(), againMs);
}

async function isReady(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    return (await fetch(`${getBaseUrl()}/healthz`, { signal, cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

onConnection(() => {
  if (connectionNow().state === 'cut' && !away) void lookForServer();
});
onUnanswered(() => {
  if (!away) void lookForServer();
});
