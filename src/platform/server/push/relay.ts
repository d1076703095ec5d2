import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';

/** One event on its way to the screens of a clinic. */
export interface PushedEvent {
  clinicId: string;
  event: string;
  payload: string;
}

export interface Relay {
  /** Tells every process that events were committed; called after the commit, never inside the transaction. */
  eventsLeft(): void;
  /** Hears the events of one clinic; returns the way to stop. */
  subscribe(clinicId: string, hear: (event: PushedEvent) => void): () => void;
  close(): Promise<void>;
}

interface OutboxRow {
  id: bigint;
  clinic_id: string;
  event: string;
  payload: string;
}

const channel = 'serambi_outbox';
/** Commits of one burst share a notification. */
const gatherMs = 15;
/**
 * An id below the newest may still belong to a transaction in flight; after this long it no longer does. Counted from
 * when this process saw the newer one, by a clock that nobody can set.
 */
const settledMs = 60_000;
/** Read in one go. */
const pageRows = 5_000;
/** Where a notification was lost with its connection, the outbox is looked at after this long. */
const safetyMs = 15_000;

/**
 * Carries committed events from the outbox to the screens: a LISTEN connection wakes each process, which reads what
 * it has not yet seen and hands it to its own subscribers.
 */
export async function openRelay(database: Database, log: Logger): Promise<Relay> {
  const hearers = new Map<string, Set<(event: PushedEvent) => void>>();
  const head = await database.pool.query<{ head: bigint }>('SELECT platform_outbox_head() AS head');
  let floor = head.rows[0]?.head ?? 0n;
  const seen = new Map<bigint, number>();
  let reading: Promise<void> | undefined;
  let again = false;
  let gathering: NodeJS.Timeout | undefined;
  let closed = false;

  async function readNew(): Promise<void> {
    for (let after = floor; ; ) {
      const found = await database.pool.query<OutboxRow>('SELECT * FROM platform_outbox_after($1, $2)', [
        after,
        pageRows,
      ]);
      for (const row of found.rows) hand(row);
      const last = found.rows.at(-1);
      if (!last || found.rows.length < pageRows) break;
      after = last.id;
    }
    settle();
  }

  function hand(row: OutboxRow): void {
    if (seen.has(row.id)) return;
    seen.set(row.id, performance.now());
    const event = { clinicId: row.clinic_id, event: row.event, payload: row.payload };
    for (const hear of hearers.get(row.clinic_id) ?? []) hear(event);
  }

  /** Moves the floor up to where nothing can appear below any more. */
  function settle(): void {
    const settledBefore = performance.now() - settledMs;
    for (const [id, seenMs] of seen) if (seenMs < settledBefore && id > floor) floor = id;
    // ids follow one another unless a transaction is in flight or was rolled back
    while (seen.has(floor + 1n)) floor += 1n;
    for (const id of seen.keys()) if (id <= floor) seen.delete(id);
  }

  function wake(): void {
    again = true;
    reading ??= (async () => {
      while (again && !closed) {
        again = false;
        await readNew().catch((error) =>
          log.warn({ err: error }, 'the outbox could not be read; it will be read again'),
        );
      }
      reading = undefined;
    })();
  }

  const listener = keepListening(database, log, wake);
  const safety = setInterval(wake, safetyMs);
  safety.unref();

  return {
    eventsLeft() {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        database.pool.query(`NOTIFY ${channel}`).catch(() => wake());
      }, gatherMs);
    },
    subscribe(clinicId, hear) {
      const set = hearers.get(clinicId) ?? new Set();
      hearers.set(clinicId, set.add(hear));
      return () => {
        set.delete(hear);
        if (set.size === 0) hearers.delete(clinicId);
      };
    },
    async close() {
      closed = true;
      if (gathering) {
        // a command of the terminal ends at once: what it did must not wait for the others' own look
        clearTimeout(gathering);
        await database.pool.query(`NOTIFY ${channel}`).catch(() => undefined);
      }
      clearInterval(safety);
      await listener.stop();
      await reading;
    },
  };
}

/** Holds one connection that listens, and opens a new one when it breaks. */
function keepListening(database: Database, log: Logger, wake: () => void): { stop(): Promise<void> } {
  let stopped = false;
  let release: (() => boolean) | undefined;
  async function listen(): Promise<void> {
    const client = await database.pool.connect();
    if (stopped) return client.release();
    const giveBack = () => {
      // once it is given back, what befalls it is nobody's matter
      if (release !== giveBack) return false;
      release = undefined;
      client.release(true);
      return true;
    };
    release = giveBack;
    const broke = (error: unknown) => {
      if (!giveBack() || stopped) return;
      log.warn({ err: error }, 'the listening connection broke; opening another');
      retry();
    };
    client.on('notification', wake);
    client.on('error', broke);
    await client.query(`LISTEN ${channel}`).then(wake, broke);
  }
  function retry(): void {
    if (!stopped) setTimeout(() => void listen().catch(retry), 1_000).unref();
  }
  const first = listen().catch(retry);
  return {
    async stop() {
      stopped = true;
      await first;
      release?.();
    },
  };
}
