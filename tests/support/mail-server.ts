import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Received {
  to: string[];
  raw: string;
  mail: Email;
}

/** A true SMTP server on a free port of loopback that keeps what it was given. */
export interface MailBox {
  port: number;
  received: Received[];
  close(): Promise<void>;
}

/**
 * @param options as the server takes them; `refuse` answers a recipient or a whole message with this code
 * @param options.refuse.at `RCPT` or `DATA`
 */
export async function openMailBox(
  options: SMTPServerOptions & { refuse?: { at: 'RCPT' | 'DATA'; code: number; times?: number } } = {},
): Promise<MailBox> {
  const received: Received[] = [];
  const { refuse, ...rest } = options;
  let left = refuse?.times ?? Number.POSITIVE_INFINITY;
  const refusal = (at: 'RCPT' | 'DATA') => {
    if (refuse?.at !== at || left <= 0) return undefined;
    left -= 1;
    return Object.assign(new Error('as the test wants'), { responseCode: refuse.code });
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_address, _session, done) => done(refusal('RCPT')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', async () => {
        const no = refusal('DATA');
        if (no) return done(no);
        const raw = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map((one) => one.address);
        received.push({ to, raw, mail: await PostalMime.parse(raw) });
        done();
      });
    },
    ...rest,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that speaks line by line what a test makes it say; for what no proper server does. */
export async function openRoughServer(
  onLine: (line: string, socket: Socket) => void,
  onOpen: (socket: Socket) => void = () => undefined,
): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line, socket);
    });
    onOpen(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
