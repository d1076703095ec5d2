import { connect } from 'node:net';
import { addressOf, type Scanner } from './scanner-address.ts';

/** What it says of one file. `unreachable`: nothing that counts; the file waits. */
export type Verdict = { kind: 'clean' } | { kind: 'virus'; name: string } | { kind: 'unreachable' };

/** clamd looks through 25 MB in a second or two; one that is loading its signatures takes longer. */
const patienceMs = 30_000;
const chunkBytes = 64 * 1024;
const mostAnswer = 4096;

/** Sends one file as a stream and reads the one line of its answer. Never throws for what the network does. */
export async function scan(scanner: Scanner, content: Buffer, waitMs = patienceMs): Promise<Verdict> {
  const address = await addressOf(scanner);
  if (!address) return { kind: 'unreachable' };
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: scanner.port });
    let answer = '';
    const end = (verdict: Verdict) => {
      socket.destroy();
      resolve(verdict);
    };
    // in all, not since the last byte: one that sends a byte now and then holds the others up
    const late = setTimeout(() => end({ kind: 'unreachable' }), waitMs);
    socket.on('error', () => end({ kind: 'unreachable' }));
    socket.on('close', () => {
      clearTimeout(late);
      resolve(verdictOf(answer));
    });
    socket.on('data', (part: Buffer) => {
      answer += part.toString('latin1');
      if (answer.includes('\0')) end(verdictOf(answer));
      else if (answer.length > mostAnswer) end({ kind: 'unreachable' });
    });
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < content.length; at += chunkBytes) {
        const part = content.subarray(at, at + chunkBytes);
        socket.write(lengthOf(part.length));
        socket.write(part);
      }
      socket.write(lengthOf(0));
    });
  });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** Only what is plainly one of the two answers counts: an error, a limit, half a line is none. */
function verdictOf(answer: string): Verdict {
  const said = /^stream: (?:(OK)|([^\0]{1,200}) FOUND)\0$/.exec(answer);
  if (said?.[1]) return { kind: 'clean' };
  return said?.[2] ? { kind: 'virus', name: said[2] } : { kind: 'unreachable' };
}
