import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** One answer, as bytes; what it holds is for the judge to say. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Ask {
  method: string;
  /** As it goes over the wire: nothing of it is made tidy. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Being cut off while it is still sending is an answer too. */
  mayBeCut?: boolean;
}

/** Longer than the slowest honest answer on a busy machine by far; whatever takes longer hangs. */
const patienceMs = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: 24 });

/** One request. @throws Error when the line breaks off or nothing comes for too long */
export function send(url: string, ask: Ask): Promise<Reply> {
  const { hostname, port } = new URL(url);
  // without its length the body of a GET would be taken for the next request
  const length = ask.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(ask.body)) };
  const headers = { ...length, ...ask.headers };
  return new Promise((resolve, reject) => {
    const out = request({ agent, hostname, port, method: ask.method, path: ask.path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => void chunks.push(chunk));
      answer.on('end', () => {
        clearTimeout(timer);
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
      answer.on('error', reject);
    });
    const timer = setTimeout(() => out.destroy(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    out.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    out.end(ask.body);
  });
}

/** A line without HTTP in the way. It counts as closed when either side has hung up. */
export function openLine(url: string): Promise<{ socket: Socket; heard(): string; closed: Promise<void> }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: false });
    let heard = '';
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
    socket.on('data', (bytes) => {
      heard = (heard + bytes.toString('latin1')).slice(0, 100_000);
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      // being cut off is what many of these lines are for
      socket.on('error', () => undefined);
      resolve({ socket, heard: () => heard, closed });
    });
  });
}

/** Writes bytes as they are and answers all that comes back until the server hangs up. */
export async function sayRaw(
  url: string,
  bytes: string | Uint8Array,
  withinMs = patienceMs,
): Promise<string> {
  const line = await openLine(url);
  line.socket.write(bytes);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((done) => {
    timer = setTimeout(done, withinMs);
  });
  await Promise.race([line.closed, tooLong]);
  clearTimeout(timer);
  line.socket.destroy();
  return line.heard();
}

/** Runs tasks a few at a time. */
export async function atOnce<T>(
  many: number,
  items: readonly T[],
  run: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: many }, async () => {
      for (const item of left) await run(item);
    }),
  );
}

export function closeWire(): void {
  agent.destroy();
}
