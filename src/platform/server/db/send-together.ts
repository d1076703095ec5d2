import type { Writable } from 'node:stream';
import type pg from 'pg';

/**
 * Has a connection send in one piece what is asked of it in one turn of the event loop: the beginning of a transaction
 * with the first statement, the last statements with the commit. Waking the database takes longer than most statements.
 */
export function sendTogether(client: pg.ClientBase): void {
  // pg's types do not name it; it is the socket, or what encrypts it
  const { connection } = client as unknown as { connection: { stream: Writable } };
  const send = client.query.bind(client) as (...given: unknown[]) => unknown;
  let held = false;
  Object.assign(client, {
    query(...given: unknown[]) {
      if (!held) {
        const { stream } = connection;
        held = true;
        stream.cork();
        process.nextTick(() => {
          held = false;
          stream.uncork();
        });
      }
      return send(...given);
    },
  });
}
