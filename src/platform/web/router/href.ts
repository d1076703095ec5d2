/** Fills a route's path: `pathTo('/patients/$patientId', { patientId })`; what is left over becomes the query. */
export function pathTo(path: string, values: Record<string, string | undefined> = {}): string {
  const used = new Set<string>();
  const filled = path.replace(/\$(\w+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    used.add(name);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (!used.has(name) && value !== undefined) query.set(name, value);
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

const storageKey = (staffId: string) => `serambi.lastPlace.${staffId}`;
const ownerKey = 'serambi.placeOwner';

/** Where a person is, for her return after somebody else took over this browser; forgotten when its tab closes. */
export function keepLastPlace(staffId: string, href: string): void {
  globalThis.sessionStorage?.setItem(storageKey(staffId), href);
  globalThis.sessionStorage?.setItem(ownerKey, staffId);
}

export function lastPlaceOf(staffId: string): string | undefined {
  return globalThis.sessionStorage?.getItem(storageKey(staffId)) ?? undefined;
}

export function forgetLastPlace(staffId: string): void {
  globalThis.sessionStorage?.removeItem(storageKey(staffId));
  globalThis.sessionStorage?.removeItem(ownerKey);
}

/** Whether the address in the browser was left there by somebody else: her patient is not the next person's. */
export function isPlaceOfAnother(staffId: string): boolean {
  const owner = globalThis.sessionStorage?.getItem(ownerKey);
  return owner !== null && owner !== undefined && owner !== staffId;
}
