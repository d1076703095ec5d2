import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

/**
 * A request's head must be there after this long, its body after `requestTimeoutMs`: whoever sends a byte a second
 * holds a socket and nothing else. Half a minute lets a phone through that loses its network for a moment.
 */
const headersTimeoutMs = 30_000;
const requestTimeoutMs = 60_000;
/** How often those who are late are looked for. */
const lookMs = 5_000;
/** Longer than the minute that proxies keep their side open, so that they close it and not we. */
const keepAliveMs = 72_000;
const maxHeaderBytes = 16 * 1024;

/** How long a listener waits, and how much it takes in, for each request; plain or by TLS. */
export const listenerLimits = {
  headersTimeout: headersTimeoutMs,
  requestTimeout: requestTimeoutMs,
  connectionsCheckingInterval: lookMs,
  keepAliveTimeout: keepAliveMs,
  maxHeaderSize: maxHeaderBytes,
};

/**
 * Headers that stand on whatever leaves the server: an answer of a route, of the framework, or of the parser.
 * @param secure whether it leaves by TLS
 */
export function headersOfAll(secure: boolean): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    ...(secure && { 'strict-transport-security': 'max-age=31536000' }),
  };
}

/** @param nonce of a page whose component library writes styles; nothing else inline runs */
export function contentPolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce ? `style-src 'self' 'nonce-${nonce}'` : "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** Fastify's `serverFactory`: plain HTTP with the headers of all set before any of its code runs. */
export function listener(secure: (request: IncomingMessage) => boolean) {
  return (handle: Handle): Server => createServer(listenerLimits, withHeaders(handle, secure));
}

/** A handler whose answers carry the headers of all. @param secure whether the other side speaks TLS, here or at a proxy */
export function withHeaders(handle: Handle, secure: (request: IncomingMessage) => boolean): Handle {
  const [plain, tls] = [false, true].map((one) => new Map(Object.entries(headersOfAll(one))));
  return (request, response) => {
    response.setHeaders((secure(request) ? tls : plain) as Map<string, string>);
    handle(request, response);
  };
}

/**
 * Whether a connection is TLS that a browser should hold us to from now on. Under the name `localhost` it would hold every
 * other program of this machine to it as well.
 */
export function isStrictTls(socket: Duplex): boolean {
  return socket instanceof TLSSocket && socket.servername !== 'localhost';
}

const statusOfParser: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what was no HTTP at all, or came too slowly, and hangs up. */
export function answerUnparsed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy();
  const status = statusOfParser[error.code ?? ''] ?? 400;
  const body = JSON.stringify({ type: '/problems/platform.unreadable', title: 'unreadable', status });
  const head = {
    ...headersOfAll(isStrictTls(socket)),
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}
