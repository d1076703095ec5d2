import { createHash } from 'node:crypto';
import pg from 'pg';
import { isBeginning } from './beginning.ts';

/** A text is worth a name from so many uses on: most that are built for one case come once. */
const usesBefore = 3;
/** Most texts that are kept; each named one takes some kilobytes in every connection of the database. */
const mostTexts = 400;

/** How often each text was sent, and its name once it has one. The same for all connections of this process. */
const known = new Map<string, { uses: number; name: string | undefined }>();

function nameOf(text: string): string | undefined {
  const one = known.get(text);
  if (!one) {
    if (known.size < mostTexts) known.set(text, { uses: 1, name: undefined });
    return undefined;
  }
  one.uses += 1;
  if (one.uses === usesBefore)
    one.name = `s${createHash('sha256').update(text).digest('base64url').slice(0, 20)}`;
  return one.name;
}

/**
 * Has the database keep what it made of the statements that come again and again on a connection: a parameterised text
 * gets a name, so that it is read and planned once. Texts without parameters (BEGIN, COMMIT, NOTIFY) stay as they are.
 */
export function nameStatements(client: pg.ClientBase): void {
  const send = client.query.bind(client) as (...given: unknown[]) => unknown;
  /** As `pg` sends what it is given as an object, without making a copy of each. */
  function sendNamed(name: string, text: string, values: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result));
      // its types know the callback of a client's query alone
      const query = new pg.Query(text, values, done as never);
      Object.assign(query, { name });
      send(query);
    });
  }
  Object.assign(client, {
    query(...given: unknown[]) {
      const [text, values, ...more] = given;
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return send(...given);
      const name = nameOf(text);
      if (name === undefined) return send(...given);
      // a pool's own query brings a callback
      if (more.length > 0) return send({ name, text, values }, ...more);
      return isBeginning(text) ? send({ name, text, values }) : sendNamed(name, text, values);
    },
  });
}
