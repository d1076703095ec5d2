import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** The test string that every scanner takes for a virus (https://www.eicar.org), apart so that none takes this file for one. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** How the peer behaves: as clamd does, or as one that is overloaded, dies or is no clamd at all. */
export type ClamdWay = 'scans' | 'silent' | 'drops' | 'nonsense' | 'tooLarge' | 'half';

export interface ClamdPeer {
  port: number;
  /** What was streamed to it, whole. */
  scanned: Buffer[];
  behave(way: ClamdWay): void;
  close(): Promise<void>;
}

/** A virus scanner on a free port of loopback that speaks clamd's INSTREAM and finds EICAR wherever it stands. */
export async function openClamdPeer(port = 0): Promise<ClamdPeer> {
  const scanned: Buffer[] = [];
  const sockets = new Set<Socket>();
  let way: ClamdWay = 'scans';
  const server = createServer((socket) => {
    sockets.add(socket);
    let held = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (part) => {
      held = Buffer.concat([held, part as Buffer]);
      const content = streamed(held);
      if (!content) return;
      scanned.push(content);
      answer(socket, content, way);
    });
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    scanned,
    behave(next) {
      way = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(socket: Socket, content: Buffer, way: ClamdWay): void {
  if (way === 'silent') return;
  if (way === 'drops') return void socket.destroy();
  if (way === 'nonsense') return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  if (way === 'tooLarge') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
  if (way === 'half') return void socket.end('stream: O');
  socket.end(content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
}

/** The content, once the empty chunk has come. @throws Error where the other side does not speak the protocol */
function streamed(held: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (held.length < command.length) return undefined;
  if (held.toString('latin1', 0, command.length) !== command) throw new Error('no INSTREAM');
  const parts: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= held.length) {
    const length = held.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    if (at + 4 + length > held.length) return undefined;
    parts.push(held.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
