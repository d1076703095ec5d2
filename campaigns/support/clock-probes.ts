import { createHash } from 'node:crypto';
import { withClient } from '#platform/server/db/roles.ts';

/** What is asked of sessions, lock-outs, links and pushes while somebody sets the clock. */
export interface Probes {
  url: string;
  superuserUrl: string;
}

interface Answered {
  status: number;
  body: Record<string, unknown>;
}

export async function ask(
  at: Probes,
  route: string,
  token: string | undefined,
  body: object,
): Promise<Answered> {
  const answer = await fetch(at.url + route, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

export const password = 'melati-putih-harum-42';

/** Signs in; @returns the token of the session */
export async function signIn(at: Probes, login: string): Promise<string> {
  const { status, body } = await ask(at, '/api/identity/signIn', undefined, { login, password });
  if (status !== 200) throw new Error(`${login} could not sign in: ${JSON.stringify(body)}`);
  return String(body.token);
}

/** `open`, `locked` or `signedOut`. */
export async function stateOf(at: Probes, token: string): Promise<string> {
  return String((await ask(at, '/api/identity/whoAmI', token, {})).body.state);
}

/** Brings a session within seconds of its end, or of its lock: nobody can wait for hours. */
export async function shorten(
  at: Probes,
  token: string,
  left: { untilEndSeconds?: number; untilLockSeconds?: number },
): Promise<void> {
  const hash = createHash('sha256').update(token).digest();
  await withClient(at.superuserUrl, async (client) => {
    if (left.untilEndSeconds !== undefined)
      await client.query(
        `UPDATE identity_session SET absolute_until = created_at + $2 * interval '1 second' WHERE token_hash = $1`,
        [hash, left.untilEndSeconds],
      );
    if (left.untilLockSeconds !== undefined)
      await client.query(
        `UPDATE identity_session SET used_at = created_at - idle_minutes * interval '1 minute' + $2 * interval '1 second'
         WHERE token_hash = $1`,
        [hash, left.untilLockSeconds],
      );
  });
}

/** Guesses until it must wait; @returns the seconds that it must wait then */
export async function lockOut(at: Probes, login: string): Promise<number> {
  for (let tries = 0; tries < 10; tries += 1) {
    const { body } = await ask(at, '/api/identity/signIn', undefined, { login, password: 'not this one' });
    const waitSeconds = (body.details as { waitSeconds?: number } | undefined)?.waitSeconds;
    if (waitSeconds !== undefined) return waitSeconds;
  }
  throw new Error('ten wrong passwords and no wait');
}

/** Hears what is pushed to a person's screen. */
export async function listen(at: Probes, token: string): Promise<{ heard(): number; close(): void }> {
  const abort = new AbortController();
  const answer = await fetch(`${at.url}/api/push`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  if (answer.status !== 200 || !answer.body) throw new Error(`the push line answered ${answer.status}`);
  let count = 0;
  const reading = (async () => {
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>)
      count += Buffer.from(chunk).toString('utf8').split('"event":').length - 1;
  })().catch(() => undefined);
  return {
    heard: () => count,
    close: () => {
      abort.abort();
      void reading;
    },
  };
}
