import { request } from 'node:http';
import { decodeIpp, encodeIpp, type IppAnswer, type IppAttribute, tags } from './ipp.ts';

/** Where CUPS listens: a host and port, or a socket of this machine. */
export type CupsServer = { host: string; port: number } | { socketPath: string };

/**
 * The CUPS of this machine, or the one that its own variable names (`CUPS_SERVER`, as in client.conf(5): `host:port` or a
 * path). The operator of the machine sets it; no setting of the clinic leads elsewhere.
 */
export function cupsServer(named = process.env.CUPS_SERVER): CupsServer {
  if (named?.startsWith('/')) return { socketPath: named };
  const [, host, port] = /^\[?([^\]/]+?)\]?(?::(\d+))?(?:\/.*)?$/.exec(named ?? '') ?? [];
  return { host: host ?? '127.0.0.1', port: Number(port ?? 631) };
}

/** Thrown when nobody speaks IPP there. */
export class NoCups extends Error {
  override readonly name = 'NoCups';
}

let lastRequest = 0;

/**
 * Asks CUPS.
 * @param about `path` of the address, the operation's number, its attributes beside charset and language, those of the
 *   job, and what is to be printed
 * @throws NoCups where nobody answers IPP in time
 */
export async function askCups(
  server: CupsServer,
  about: {
    path: string;
    operation: number;
    attributes: readonly IppAttribute[];
    job?: readonly IppAttribute[];
    document?: Uint8Array;
  },
  withinMs: number,
): Promise<IppAnswer> {
  lastRequest = (lastRequest % 0x7fff_fff0) + 1;
  const operation = [
    { tag: tags.charset, name: 'attributes-charset', values: ['utf-8'] },
    { tag: tags.language, name: 'attributes-natural-language', values: ['en'] },
    ...about.attributes,
  ];
  const groups = [
    { tag: tags.operation, attributes: operation },
    ...(about.job?.length ? [{ tag: tags.job, attributes: about.job }] : []),
  ];
  const head = encodeIpp({ operation: about.operation, requestId: lastRequest, groups });
  const body = Buffer.concat([head, about.document ?? new Uint8Array()]);
  return decode(await post(server, about.path, body, withinMs));
}

function decode(bytes: Buffer): IppAnswer {
  try {
    return decodeIpp(bytes);
  } catch (cause) {
    throw new NoCups('no IPP came back', { cause });
  }
}

function post(server: CupsServer, path: string, body: Buffer, withinMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown) => reject(new NoCups('nobody answers', { cause }));
    const signal = AbortSignal.timeout(withinMs);
    const headers = { 'content-type': 'application/ipp', 'content-length': body.length, host: 'localhost' };
    const asked = request({ ...server, path, method: 'POST', headers, signal }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', failed);
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(Buffer.concat(parts)) : failed(answer.statusCode),
      );
    });
    asked.on('error', failed);
    asked.end(body);
  });
}
