import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { BareStart } from './bare-process.ts';
import type { Call } from './figures.ts';

/** The least that any server on this database could do for the same answers. */
export interface Bare {
  pid: number;
  /** One row by its key, the same size as a resource. */
  read(key: string): Call;
  /** Some rows by their keys, joined into one answer. */
  readMany(keys: readonly string[]): Call;
  /** Rows in one transaction. */
  insert(rows: readonly string[]): Call;
  close(): Promise<void>;
}

/**
 * Starts the yardstick.
 * @param rows by their keys: what is read
 * @throws Error when it ends before it is ready
 */
export async function openBare(
  superuserUrl: string,
  rows: ReadonlyMap<string, string>,
  connections: number,
): Promise<Bare> {
  const child = fork(path.join(import.meta.dirname, 'bare-process.ts'));
  child.send({ superuserUrl, connections, rows: [...rows] } satisfies BareStart);
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('exit', () => reject(new Error('the yardstick ended before it was ready')));
  });
  return {
    pid: child.pid ?? 0,
    read: (key) => ({ method: 'GET', url: `${url}/row/${key}` }),
    readMany: (keys) => ({ method: 'POST', url: `${url}/rows`, body: () => JSON.stringify(keys) }),
    insert(texts) {
      const body = JSON.stringify(texts);
      return { method: 'POST', url: `${url}/insert`, body: () => body };
    },
    async close() {
      child.disconnect();
      await ended;
    },
  };
}
