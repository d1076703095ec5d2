import { Vault } from './vault.ts';

/** Browsers keep keys for pages from this machine or by HTTPS alone; a page that may not keeps nothing. */
const possible = 'indexedDB' in globalThis && globalThis.crypto?.subtle !== undefined;

/** This browser's store for the time without a connection; undefined where it may keep none. */
export const vault = possible ? new Vault(globalThis.indexedDB) : undefined;

/** A private window may refuse to store: then there is nothing to read without a connection, and all else goes on. */
export async function quietly<T>(act: Promise<T> | undefined): Promise<T | undefined> {
  return act?.catch(() => undefined);
}
