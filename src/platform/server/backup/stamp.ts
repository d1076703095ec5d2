/** ISO 8601 UTC with milliseconds always, so that comparing texts compares instants. Parts of one are left off. */
export function stamp(epochMs: number): string {
  return new Date(Math.floor(epochMs)).toISOString();
}
