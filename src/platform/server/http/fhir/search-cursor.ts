import type { Place } from '#platform/server/record/query.ts';
import { keyedHash, seal, unseal } from '#platform/server/identity/seal.ts';
import type { Platform } from '#platform/server/platform.ts';

const longest = 4_000;

/** Turns the place after a page into text for its `next` link and back. */
export interface Cursors {
  textOf(place: Place): string;
  /** @returns undefined for a text that is none of ours, of another clinic or of another type's search */
  placeOf(text: string): Place | undefined;
}

/** A place holds what the last row is ordered by, perhaps a name, and stands in an address: so it is sealed. */
export function cursorsOf(
  { factorsKey }: Pick<Platform, 'factorsKey'>,
  clinicId: string,
  type: string,
): Cursors {
  const key = pagesKey(factorsKey);
  const owner = `${clinicId} ${type}`;
  return {
    textOf: (place) => seal(key, Buffer.from(JSON.stringify(place)), owner).toString('base64url'),
    placeOf(text) {
      try {
        return JSON.parse(unseal(key, Buffer.from(text.slice(0, longest), 'base64url'), owner).toString());
      } catch {
        return undefined;
      }
    },
  };
}

const keys = new WeakMap<Uint8Array, Buffer>();

/** A key of its own, since pages are far more than secrets of people. */
function pagesKey(factorsKey: Uint8Array): Buffer {
  const key = keys.get(factorsKey) ?? keyedHash(factorsKey, 'pages of searches', 'platform');
  keys.set(factorsKey, key);
  return key;
}
