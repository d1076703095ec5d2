import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { createServer, request as tlsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeAuthority, makeServerPair } from '#platform/server/network/x509.ts';

const name = 'klinik.local';

export interface TlsProxy {
  /** Address that browsers use. */
  url: string;
  /** Where what comes in goes on to; set once that is known. */
  upstream: string;
  /** A request by TLS under the proxy's name, unless it says another Host. Resolves when the head of the answer is there. */
  request(path: string, sent?: Sent): Promise<IncomingMessage>;
  /** The same, with its whole answer. */
  call(path: string, sent?: Sent): Promise<Answer>;
  close(): Promise<void>;
}

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** Address of loopback that the caller has. */
  from?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** undefined where the answer is no JSON. */
  body: Record<string, unknown> | undefined;
}

/**
 * A reverse proxy that ends TLS, as nginx does with `proxy_set_header Host $host`, `X-Forwarded-Proto $scheme` and
 * `X-Forwarded-For $proxy_add_x_forwarded_for`: what a client wrote into the last one itself stays, to the left.
 */
export async function openTlsProxy(): Promise<TlsProxy> {
  const authority = await makeAuthority(name, Date.now());
  const { certificate, key } = await makeServerPair(authority, [name], Date.now());
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    const { method, url, headers, socket } = incoming;
    const chain = [headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', ');
    const upstream = plainRequest(new URL(url ?? '/', proxy.upstream), {
      ...{ method, agent: false },
      headers: { ...headers, 'x-forwarded-for': chain, 'x-forwarded-proto': 'https' },
    });
    upstream.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy: TlsProxy = {
    url: `https://${name}:${port}`,
    upstream: '',
    async request(path, { method = 'GET', headers, body, from = '127.0.0.1' } = {}) {
      const sent = tlsRequest({
        ...{ host: '127.0.0.1', port, path, method, localAddress: from, agent: false },
        ...{ servername: name, ca: authority.certificate },
        headers: {
          host: `${name}:${port}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      });
      sent.end(body === undefined ? undefined : JSON.stringify(body));
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      return answer;
    },
    async call(path, sent) {
      const answer = await proxy.request(path, sent);
      let text = '';
      for await (const bytes of answer) text += bytes;
      const isJson = /json/.test(answer.headers['content-type'] ?? '');
      const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : undefined;
      return { status: answer.statusCode ?? 0, headers: answer.headers, text, body };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return proxy;
}
