import type { Database } from '../db/database.ts';
import { AuditKeyRefused } from './key.ts';
import { macKeyId } from './mac.ts';

/**
 * Makes sure that this process works with the keys of the others on its database; the first one's hold. Without this a
 * second server with a data folder of its own would make keys of its own: its audit rows would look forged to the
 * first, and nobody who set up a second factor here could sign in there.
 * @param keys by the name of their file, `audit` and `factors`
 * @param before ids (`macKeyId`) of keys that were in use earlier and still lie beside: a change of key
 * @throws AuditKeyRefused which says what to copy
 */
export async function holdSameKeys(
  database: Database,
  keys: Record<string, Uint8Array>,
  before: readonly string[] = [],
): Promise<void> {
  const [name] = await otherKeys(database, keys, before);
  if (name === undefined) return;
  throw new AuditKeyRefused(
    `The servers on this database work with another keys/${name}.key than this data folder has. ` +
      'Copy the folder "keys" from the data folder of one of them into this one, and start again. ' +
      `If that key is lost for good, run as the owner of the database: DELETE FROM platform_key WHERE name = '${name}'`,
  );
}

/**
 * Which of these keys are not those that the database was last worked with; the first ones ever are written down.
 * Where the database is this data folder's own, such a key was lost, and a new one made in its place.
 * @param keys as above
 * @param before as above
 */
export async function otherKeys(
  database: Database,
  keys: Record<string, Uint8Array>,
  before: readonly string[] = [],
): Promise<string[]> {
  const others: string[] = [];
  for (const [name, key] of Object.entries(keys))
    if ((await hold(database, name, key, before)) !== macKeyId(key)) others.push(name);
  return others;
}

/** Takes this key for the one that holds from now on, whichever did before. Returns false where it held already. */
export async function acceptKey(database: Database, name: string, key: Uint8Array): Promise<boolean> {
  const held = await hold(database, name, key, []);
  if (held === macKeyId(key)) return false;
  await hold(database, name, key, [held]);
  return true;
}

async function hold(
  database: Database,
  name: string,
  key: Uint8Array,
  before: readonly string[],
): Promise<string> {
  const { rows } = await database.pool.query<{ held: string }>(
    'SELECT platform_key_hold($1, $2, $3) AS held',
    [name, macKeyId(key), before],
  );
  return rows[0]?.held ?? '';
}
