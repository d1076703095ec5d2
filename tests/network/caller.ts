import { once } from 'node:events';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { createInterface } from 'node:readline';
import type { TLSSocket } from 'node:tls';

/**
 * A program on a host of its own: makes the calls that it reads, one JSON a line, and writes what came of each. It ends with
 * its input, and the host's network with it.
 */
export interface Call {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Authority that is trusted, PEM, and no other; undefined: those that Node trusts. */
  ca?: string;
}

export interface Heard {
  status?: number;
  headers?: Record<string, string | string[] | undefined>;
  text?: string;
  /** Node's own check of chain and name; HTTPS only. */
  authorized?: boolean;
  /** Why nothing was heard: a code of Node's or OpenSSL's. */
  error?: string;
}

async function make({ url, method = 'GET', headers = {}, body, ca }: Call): Promise<Heard> {
  const { hostname } = new URL(url);
  const request = url.startsWith('https:') ? tlsRequest : plainRequest;
  const sent = request(url, {
    ...{ method, agent: false, timeout: 10_000 },
    ...(ca !== undefined && { ca }),
    // the name to check is the address that is called, also under another Host
    servername: isIP(hostname) === 0 ? hostname : '',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
  sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  try {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const { authorized } = answer.socket as TLSSocket;
    let text = '';
    for await (const bytes of answer) text += bytes;
    const { statusCode = 0 } = answer;
    return { status: statusCode, headers: answer.headers, text, ...(authorized && { authorized }) };
  } catch (error) {
    return { error: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const heard = await make(JSON.parse(line) as Call);
  process.stdout.write(`${JSON.stringify(heard)}\n`);
}
