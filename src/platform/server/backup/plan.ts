import { parseClinicTime } from './clinic-time.ts';
import { BackupFault } from './fault.ts';
import { type Chain, chainAfter, isOnLine, keysOf, newestLine, readBases } from './folder.ts';
import type { Manifest } from './manifest.ts';
import type { Recovery } from './recover.ts';

export interface RestorePlan {
  keys: Uint8Array[];
  base: Manifest;
  chain: Chain;
  target: Recovery['target'];
  /** Until when the result will hold everything. */
  until: string;
}

/**
 * Chooses the base and the end of the log for a restore, before anything is written.
 * @param wanted.at an instant, or a time of day in the clinic's zone; the newest that there is without it
 * @param wanted.baseId another base than the newest before that time
 * @throws BackupFault that says what is missing and what can be restored instead
 */
export async function planRestore(
  folder: string,
  key: Uint8Array,
  wanted: { at?: string | undefined; baseId?: string | undefined } = {},
): Promise<RestorePlan> {
  const keys = await keysOf(folder, key);
  const { bases, faults } = await readBases(folder, keys);
  const newest = bases.at(-1);
  if (!newest) throw faults[0] ?? new BackupFault('noBackup', { folder });
  const at = wanted.at === undefined ? undefined : parseClinicTime(wanted.at, newest.clinics);
  const line = await newestLine(folder, keys);
  const living = bases.filter((one) => isOnLine(one, line));
  const base =
    wanted.baseId === undefined
      ? newestBefore(living.length > 0 ? living : bases, faults, at)
      : namedBase(bases, folder, at, wanted.baseId);
  const chain = await chainAfter(folder, base, keys);
  if (at !== undefined) {
    if (chain.coversUntil < at) throw beyond(chain);
    return { keys, base, chain, target: { time: at }, until: at };
  }
  if (chain.missing) throw beyond(chain);
  return { keys, base, chain, target: 'end', until: chain.coversUntil };
}

function namedBase(bases: Manifest[], folder: string, at: string | undefined, id: string): Manifest {
  const base = bases.find((one) => one.id === id);
  if (!base) throw new BackupFault('noBase', { id, folder });
  if (at !== undefined && base.consistentAt > at)
    throw new BackupFault('tooEarly', { from: base.consistentAt });
  return base;
}

function newestBefore(bases: Manifest[], faults: Error[], at: string | undefined): Manifest {
  // a damaged manifest may be of the very base that is wanted: whoever restores must know, and name another
  if (faults[0]) throw faults[0];
  const base = bases.findLast((one) => at === undefined || one.consistentAt <= at);
  if (!base) throw new BackupFault('tooEarly', { from: bases[0]?.consistentAt ?? '' });
  return base;
}

function beyond({ missing, coversUntil }: Chain): BackupFault {
  return missing
    ? new BackupFault('hole', { file: missing, until: coversUntil })
    : new BackupFault('tooLate', { until: coversUntil });
}
