import { connect } from 'node:net';
import type { Trouble } from '#platform/shared/print-contract.ts';
import { addressOf, type HostFault } from './hosts.ts';

/** A line to a printer on a raw port. Nothing of it throws; it must be closed. */
export interface Wire {
  /** @returns whether all bytes left this machine in time */
  send(bytes: Uint8Array, withinMs: number): Promise<boolean>;
  /**
   * Asks, and waits for an answer.
   * @param isWhole whether what came so far is all of it
   * @returns the answer, or undefined when none came in time
   */
  ask(
    question: Uint8Array,
    isWhole: (answer: Buffer) => boolean,
    withinMs: number,
  ): Promise<Buffer | undefined>;
  /** Says that this is all. @returns whether the printer took everything */
  end(withinMs: number): Promise<boolean>;
  close(): void;
}

/** Printers that hold the line until the paper is out are given this long to say more before it counts as taken. */
const lingerMs = 500;

/** Opens a line to a printer that a station may have. */
export async function openWire(
  to: { host: string; port: number },
  withinMs: number,
): Promise<Wire | { trouble: Trouble; fault?: HostFault }> {
  const found = await addressOf(to, withinMs);
  if (found === 'unreachable') return { trouble: 'unreachable' };
  if ('fault' in found) return { trouble: 'hostNotAllowed', fault: found.fault };
  return new Promise((resolve) => {
    const socket = connect({ host: found.address, port: to.port });
    let came = Buffer.alloc(0);
    let state: 'open' | 'closed' | 'broken' = 'open';
    const listeners = new Set<() => void>();
    const wake = () => {
      for (const one of listeners) one();
    };
    const until = (holds: () => boolean, ms: number) =>
      new Promise<void>((done) => {
        const look = () => (holds() || state === 'broken' ? settle() : undefined);
        const timer = setTimeout(() => settle(), ms);
        const settle = () => {
          clearTimeout(timer);
          listeners.delete(look);
          done();
        };
        listeners.add(look);
        look();
      });
    const late = setTimeout(() => {
      socket.destroy();
      resolve({ trouble: 'unreachable' });
    }, withinMs);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      state = 'broken';
      wake();
      resolve({ trouble: error.code === 'ECONNREFUSED' ? 'refused' : 'unreachable' });
    });
    // read whether or not somebody asks: status bytes left unread would reset the line and with it the last rows
    socket.on('data', (part) => {
      came = Buffer.concat([came, part]);
      wake();
    });
    socket.on('close', () => {
      if (state === 'open') state = 'closed';
      wake();
    });
    socket.on('finish', wake);
    const send: Wire['send'] = async (bytes, ms) => {
      let gone = false;
      socket.write(bytes, (error) => {
        gone = !error;
        wake();
      });
      await until(() => gone, ms);
      return gone;
    };
    const wire: Wire = {
      send,
      ask: async (question, isWhole, ms) => {
        came = Buffer.alloc(0);
        await send(question, ms);
        await until(() => isWhole(came), ms);
        return isWhole(came) ? came : undefined;
      },
      end: async (ms) => {
        socket.end();
        await until(() => state === 'closed' || socket.writableFinished, ms);
        if (state === 'open') await until(() => state !== 'open', Math.min(ms, lingerMs));
        return state !== 'broken' && socket.writableFinished;
      },
      close: () => void socket.destroy(),
    };
    socket.once('connect', () => {
      clearTimeout(late);
      resolve(wire);
    });
  });
}
