import { useSyncExternalStore } from 'react';
import { useMe } from '../shell/session.ts';

/** The station at which a browser stands is the browser's own: whoever signs in there prints there. */
const keyOf = (clinicId: string) => `serambi.station.${clinicId}`;
const watchers = new Set<() => void>();

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  addEventListener('storage', watcher);
  return () => {
    watchers.delete(watcher);
    removeEventListener('storage', watcher);
  };
}

/** The station that this browser has chosen in a clinic, `undefined` while it prints by its own dialog. */
export function stationOf(clinicId: string): string | undefined {
  return localStorage.getItem(keyOf(clinicId)) ?? undefined;
}

/** Chooses the station of this browser, or none. */
export function chooseStation(clinicId: string, stationId: string | undefined): void {
  if (stationId) localStorage.setItem(keyOf(clinicId), stationId);
  else localStorage.removeItem(keyOf(clinicId));
  for (const watcher of watchers) watcher();
}

/** The station of this browser in the clinic of who is signed in. */
export function useStation(): { stationId: string | undefined; choose: (id: string | undefined) => void } {
  const { id } = useMe().clinic;
  const read = () => stationOf(id);
  const stationId = useSyncExternalStore(watch, read, read);
  return { stationId, choose: (chosen) => chooseStation(id, chosen) };
}
