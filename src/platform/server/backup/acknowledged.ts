import path from 'node:path';
import { newestAnchors, readAnchors, writeAnchors } from '../audit/anchor.ts';

/**
 * Carries what somebody has said about a restore (`serambi audit restored`) from the data folder to the anchors beside
 * the backups: that folder may have been away when she said it, and its anchors wait until they know. Lines bear the
 * MAC of the audit key, so that nobody without it can say such a thing.
 * @param folder of the backups, which is there
 */
export async function carryAcknowledged(dataDir: string, folder: string): Promise<void> {
  const said = (await readAnchors(path.join(dataDir, 'audit'))).filter(
    (one) => one.restoredFrom !== undefined,
  );
  if (said.length === 0) return;
  const beside = path.join(folder, 'anchors');
  const there = await readAnchors(beside);
  const newest = newestAnchors(there);
  const macs = new Set(there.map((one) => one.mac));
  await writeAnchors(
    beside,
    said.filter(({ mac, clinicId, number, restoredFrom = '0' }) => {
      const waits = newest.get(clinicId);
      // only what the words were about: a later end of the trail is another matter
      const meant =
        waits && BigInt(waits.number) > BigInt(number) && BigInt(waits.number) <= BigInt(restoredFrom);
      return meant && !macs.has(mac);
    }),
  );
}
