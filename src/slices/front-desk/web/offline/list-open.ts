import { useSyncExternalStore } from 'react';

/** Whether the list of what was done offline is open; the board opens it, the header draws it. */
let open = false;
const watchers = new Set<() => void>();

export function showList(next: boolean): void {
  open = next;
  for (const watcher of watchers) watcher();
}

export function useListOpen(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => open,
    () => open,
  );
}
