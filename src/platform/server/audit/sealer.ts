import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '#platform/shared/time.ts';
import { type Database, inClinic } from '../db/database.ts';
import { type Anchor, anchorOf, type AnchorTarget, newestAnchors } from './anchor.ts';
import type { Seal } from './seal.ts';
import { mostRows, sealClinic } from './seal-clinic.ts';

export interface SealerOptions {
  database: Database;
  key: Uint8Array;
  clock: Clock;
  log: Logger;
  /** Where the newest seal of each clinic is written down, besides the database. */
  anchors: readonly AnchorTarget[];
  /** How often it looks for new rows; 700 ms unless told, so that none waits a second. */
  everyMs?: number;
}

export interface Sealer {
  /** Seals and anchors all that waits now. */
  round(): Promise<void>;
  /** Seals what is left and ends. */
  stop(): Promise<void>;
}

/**
 * Chains, signs and anchors what was committed, for all clinics in one loop. Each process has one; the database's lock
 * lets one of them have a clinic at a time. A clinic without new rows costs one look at an index.
 */
export async function openSealer(options: SealerOptions): Promise<Sealer> {
  const { database, log } = options;
  const targets = options.anchors.map((target) => new AnchorWriter(target, options));
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function sealAll(): Promise<void> {
    const waiting = await database.pool.query<{ id: string }>('SELECT audit_pending_clinics() AS id');
    const newest: Seal[] = [];
    for (const { id } of waiting.rows) {
      const last = await sealWhole(id).catch((error: unknown) => {
        // one clinic's trouble is not the others'
        log.error({ err: error, clinicId: id }, 'audit rows could not be sealed; it will be tried again');
      });
      if (last) newest.push(last);
    }
    for (const target of targets)
      await target
        .write(newest)
        .catch((error: unknown) => log.error({ err: error }, 'the newest seals could not be anchored'));
  }

  /** All that waits now; what comes meanwhile is the next round's, or a busy clinic would be sealed row by row. */
  async function sealWhole(clinicId: string): Promise<Seal | undefined> {
    let last: Seal | undefined;
    for (;;) {
      const seal = await sealClinic(database, clinicId, { key: options.key, now: options.clock.now() });
      if (!seal) return last;
      if (seal.ids.length < mostRows) return seal;
      last = seal;
    }
  }

  function round(): Promise<void> {
    const next = running.then(sealAll);
    running = next.catch((error: unknown) =>
      log.warn({ err: error }, 'the audit trail could not be sealed; it will be tried again'),
    );
    return next;
  }

  function wait(): void {
    if (stopped) return;
    timer = setTimeout(() => void round().then(wait, wait), options.everyMs ?? 700);
    timer.unref();
  }
  wait();
  return {
    round,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await round().catch(() => undefined);
    },
  };
}

/**
 * Writes anchors to one target, and holds back for a clinic whose database no longer has what was anchored last:
 * overwriting that would wipe out the only trace. It goes on when the restore has been acknowledged.
 */
class AnchorWriter {
  private readonly target: AnchorTarget;
  private readonly options: SealerOptions;
  /** Clinics whose chain was seen to go on from the last anchor, in this process. */
  private readonly sound = new Set<string>();
  private readonly told = new Set<string>();
  private owed = new Map<string, Seal>();

  constructor(target: AnchorTarget, options: SealerOptions) {
    this.target = target;
    this.options = options;
  }

  async write(newest: readonly Seal[]): Promise<void> {
    for (const seal of newest) this.owed.set(seal.clinicId, seal);
    if (this.owed.size === 0) return;
    const { key, clock } = this.options;
    const unseen = [...this.owed.keys()].some((clinicId) => !this.sound.has(clinicId));
    const known = unseen ? newestAnchors(await this.target.read()) : new Map<string, Anchor>();
    const lines: Anchor[] = [];
    for (const [clinicId, seal] of this.owed) {
      if (!this.sound.has(clinicId) && !(await this.goesOn(known.get(clinicId), clinicId))) continue;
      this.sound.add(clinicId);
      lines.push(anchorOf(key, seal, new Date(clock.now()).toISOString()));
    }
    await this.target.write(lines);
    for (const { clinicId } of lines) this.owed.delete(clinicId);
  }

  private async goesOn(anchor: Anchor | undefined, clinicId: string): Promise<boolean> {
    if (!anchor || (await holdsAnchor(this.options.database, anchor))) return true;
    if (!this.told.has(clinicId))
      this.options.log.error(
        { clinicId, anchored: anchor.number },
        'the audit trail is older than its anchor. If the database was restored, run: serambi audit restored',
      );
    this.told.add(clinicId);
    return false;
  }
}

/** Whether the clinic's chain still has the seal that was anchored. */
export async function holdsAnchor(database: Database, anchor: Anchor): Promise<boolean> {
  // restored to a time before the first seal
  if (anchor.number === '0') return true;
  return inClinic(database, anchor.clinicId, async (tx) => {
    const found = await sql<{ hash: Buffer }>`
      SELECT hash FROM audit_seal WHERE clinic_id = ${anchor.clinicId} AND number = ${BigInt(anchor.number)}`.execute(
      tx,
    );
    return found.rows[0]?.hash.toString('hex') === anchor.hash;
  });
}
