import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { Logger } from 'pino';
import { answerUnparsed, type Handle, listenerLimits } from '../http/listener.ts';
import { listen, stopListening } from './listen.ts';
import type { Certificate, CertificateSource } from './source.ts';

/** A telephone at the edge of the Wi-Fi gets there; a socket that is only held open does not stay. */
const handshakeMs = 15_000;

export interface HttpsServer {
  port: number;
  /** The certificate that is shown now. */
  certificate(): X509Certificate;
  close(): Promise<void>;
}

export interface HttpsOptions {
  source: CertificateSource;
  handler: Handle;
  host: string;
  port: number;
  log: Logger;
  /** How often the certificate is looked at again, in milliseconds. */
  lookEveryMs: number;
}

/**
 * Serves a handler by TLS 1.2 and later. The certificate is looked at again and again and exchanged without a restart:
 * connections that are open go on, new ones get the new one. One that has become unfit leaves the last good one in place.
 * @throws NetworkRefused when there is no fit certificate at start, or the port is taken
 */
export async function serveHttps(options: HttpsOptions): Promise<HttpsServer> {
  const { source, log } = options;
  let shown = await source.read();
  const server = createServer(
    { ...contextOf(shown), ...listenerLimits, handshakeTimeout: handshakeMs },
    options.handler,
  );
  // a device that does not trust us yet, a scanner, a speaker of plain HTTP: none of them is news
  server.on('tlsClientError', () => undefined);
  server.on('clientError', answerUnparsed);
  const port = await listen(server, options.host, options.port, 'SERAMBI_TLS_PORT');
  let told = '';
  const look = setInterval(() => {
    source.read().then(
      (found) => {
        told = '';
        if (found.certificate === shown.certificate && found.key === shown.key) return;
        server.setSecureContext(contextOf(found));
        shown = found;
        log.info('the TLS certificate was exchanged');
      },
      (error: Error) => {
        if (error.message !== told)
          log.error({ reason: error.message }, 'the TLS certificate stays as it is');
        told = error.message;
      },
    );
  }, options.lookEveryMs);
  look.unref();
  return {
    port,
    certificate: () => new X509Certificate(shown.certificate),
    close: () => {
      clearInterval(look);
      return stopListening(server);
    },
  };
}

function contextOf({ certificate, key }: Certificate) {
  return { cert: certificate, key, minVersion: 'TLSv1.2' as const };
}
