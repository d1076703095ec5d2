import { createHash, type X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Language } from '#platform/shared/languages.ts';
import { listen, stopListening } from './listen.ts';
import { inUrl, plainAddress } from './machine.ts';
import { appleProfile } from './apple-profile.ts';
import { trustPage, trustStyle } from './trust-page.ts';

export interface TrustServer {
  port: number;
  close(): Promise<void>;
}

export interface TrustOptions {
  authority: X509Certificate;
  host: string;
  port: number;
  httpsPort: number;
}

/** An address line and a few headers; whatever sends more wants something else. */
const mostHeaderBytes = 8 * 1024;

const styleHash = createHash('sha256').update(trustStyle).digest('base64');
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  connection: 'close',
};

/**
 * Gives a device that does not trust us yet the authority's certificate, in plain HTTP on a port of its own: it cannot come
 * by a connection that needs it. A server apart from the clinic's, which knows no database, no session and no other page;
 * it reads no body and sets no cookie. What it gives out is public. Somebody on the network could change it on its way,
 * hence the fingerprint, which a person compares with the one on the clinic's own screen.
 */
export async function serveTrust(options: TrustOptions): Promise<TrustServer> {
  const files = filesOf(options.authority);
  const server = createServer(
    { maxHeaderSize: mostHeaderBytes, requestTimeout: 10_000, headersTimeout: 10_000, keepAlive: false },
    (request, response) => {
      const { status, type, body } = replyTo(request, files, options);
      response.writeHead(status, { ...headers, 'content-type': type, 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
    },
  );
  server.maxConnections = 64;
  const port = await listen(server, options.host, options.port, 'SERAMBI_PAIRING_PORT');
  return { port, close: () => stopListening(server) };
}

interface Download {
  type: string;
  body: Buffer;
}

function filesOf(authority: X509Certificate): Map<string, Download> {
  const certificate = { type: 'application/x-x509-ca-cert', body: authority.raw };
  return new Map([
    ['/serambi.crt', certificate],
    ['/serambi.pem', { type: 'application/x-pem-file', body: Buffer.from(authority.toString()) }],
    [
      '/serambi.mobileconfig',
      { type: 'application/x-apple-aspen-config', body: Buffer.from(appleProfile(authority)) },
    ],
  ]);
}

const notHere = { type: 'text/plain; charset=utf-8', body: Buffer.from('Not here.\n') };

function replyTo(
  request: IncomingMessage,
  files: Map<string, Download>,
  { authority, httpsPort }: TrustOptions,
): Download & { status: number } {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { ...notHere, status: 405 };
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const file = files.get(path);
  if (file) return { ...file, status: 200 };
  if (path !== '/') return { ...notHere, status: 404 };
  // the address that this device has just reached, and not the one that it says it did
  const here = inUrl(plainAddress(request.socket.localAddress ?? 'localhost'));
  const page = trustPage({
    language: languageOf(query, request.headers['accept-language'] ?? ''),
    fingerprint: authority.fingerprint256,
    agent: request.headers['user-agent'] ?? '',
    next: `https://${here}:${httpsPort}/pair`,
  });
  return { status: 200, type: 'text/html; charset=utf-8', body: Buffer.from(page) };
}

function languageOf(query: string, accepted: string): Language {
  const chosen = /(?:^|&)lang=(en|id)(?:&|$)/.exec(query)?.[1];
  if (chosen) return chosen === 'id' ? 'id' : 'en';
  return /^(id|in)\b/i.test(accepted) ? 'id' : 'en';
}
