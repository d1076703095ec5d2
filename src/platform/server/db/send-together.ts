import type { Writable } from 'node:stream';
import type pg from 'pg';
import { Beginning, isBeginning } from './beginning.ts';

/** Ends a transaction that changed nothing, soon: nobody waits for it, and it goes out with the next beginning. */
export const commitSoon = 'COMMIT soon';
/** Long enough for the next request of a busy server. */
const soonMs = 2;

/**
 * Has a connection send in one piece what is asked of it in one turn of the event loop: the beginning of a transaction
 * with the first statement, the last statements with the commit. Waking the database takes longer than most statements.
 */
export function sendTogether(client: pg.ClientBase): void {
  // pg's types do not name it; it is the socket, or what encrypts it
  const { connection } = client as unknown as { connection: { stream: Writable } };
  const send = client.query.bind(client) as (...given: unknown[]) => unknown;
  let isHeld = false;
  let owed: NodeJS.Timeout | undefined;

  function hold(): void {
    if (isHeld) return;
    const { stream } = connection;
    isHeld = true;
    stream.cork();
    process.nextTick(() => {
      isHeld = false;
      stream.uncork();
    });
  }
  function pay(): boolean {
    const wasOwed = owed !== undefined;
    clearTimeout(owed);
    owed = undefined;
    return wasOwed;
  }
  function end(): void {
    // a connection that is cut before its end is thrown away by the pool
    if (pay()) (send('COMMIT') as Promise<unknown>).catch(() => undefined);
  }
  Object.assign(client, {
    query(...given: unknown[]) {
      const [first, values] = given;
      if (first === commitSoon) {
        owed = setTimeout(end, soonMs);
        return Promise.resolve({ command: 'COMMIT', rowCount: 0, rows: [] });
      }
      hold();
      const asked = typeof first === 'string' ? { text: first, values } : (first as { text?: string });
      if (asked.text === undefined || !isBeginning(asked.text)) {
        end();
        return send(...given);
      }
      return new Promise((resolve, reject) => {
        const done = (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result));
        send(new Beginning(asked as ConstructorParameters<typeof Beginning>[0], pay(), done));
      });
    },
  });
}
