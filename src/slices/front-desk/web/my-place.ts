import { useSyncExternalStore } from 'react';

/** Where this browser's person calls from: a counter or a room. It is of the desk, not of the person. */
export interface MyPlace {
  counterId?: string;
  roomId?: string;
  name: string;
}

const key = 'serambi.frontDesk.place';
const watchers = new Set<() => void>();

function stored(): string {
  return globalThis.localStorage?.getItem(key) ?? '';
}

export function useMyPlace(): MyPlace | undefined {
  const text = useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, stored);
  try {
    return text === '' ? undefined : (JSON.parse(text) as MyPlace);
  } catch {
    return undefined;
  }
}

export function keepMyPlace(place: MyPlace): void {
  globalThis.localStorage?.setItem(key, JSON.stringify(place));
  for (const watcher of watchers) watcher();
}
