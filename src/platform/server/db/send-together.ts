import type { Writable } from 'node:stream';
import type pg from 'pg';

/** Ends a transaction that changed nothing: it goes out with whatever the connection is used for next, or soon. */
export const commitSoon = 'COMMIT -- in no hurry';
/** Long enough for the next request of a busy server, and nobody waits for it. */
const soonMs = 2;

/**
 * Has a connection send in one piece what is asked of it in one turn of the event loop: the beginning of a transaction
 * with the first statement, the last statements with the commit. Waking the database takes longer than most statements.
 */
export function sendTogether(client: pg.ClientBase): void {
  // pg's types do not name it; it is the socket, or what encrypts it
  const { connection } = client as unknown as { connection: { stream: Writable } };
  const send = client.query.bind(client) as (...given: unknown[]) => unknown;
  let held: { release(): void; isSoon: boolean } | undefined;
  function hold(isSoon: boolean): void {
    if (held && (isSoon || !held.isSoon)) return;
    const { stream } = connection;
    if (!held) stream.cork();
    const own = {
      isSoon,
      release() {
        if (held !== own) return;
        held = undefined;
        stream.uncork();
      },
    };
    held = own;
    if (isSoon) setTimeout(own.release, soonMs);
    else process.nextTick(own.release);
  }
  Object.assign(client, {
    query(...given: unknown[]) {
      hold(given[0] === commitSoon);
      return send(...given);
    },
  });
}
