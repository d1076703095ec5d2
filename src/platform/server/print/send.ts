import { spawn } from 'node:child_process';
import { connect } from 'node:net';

/**
 * `sent`: the printer has it. `noAnswer`: nothing reached it. `brokeOff`: it had begun, so that a sheet may have come
 * out, and the next printing must count as a copy.
 */
export type Delivery = 'sent' | 'noAnswer' | 'brokeOff';

/** A visit waits at the counter: longer than this nobody stands before a printer that is off. */
const answerWithinMs = 2000;

/** Sends bytes to a raw port. Never throws and never takes longer than twice the time it may wait. */
export function sendRaw(
  to: { host: string; port: number },
  bytes: Uint8Array,
  timeoutMs = answerWithinMs,
): Promise<Delivery> {
  return new Promise((resolve) => {
    const socket = connect(to);
    let reached = false;
    const settle = (delivery: Delivery) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(delivery);
    };
    const giveUp = () => settle(reached ? 'brokeOff' : 'noAnswer');
    let timer = setTimeout(giveUp, timeoutMs);
    socket.once('error', giveUp);
    socket.once('connect', () => {
      reached = true;
      clearTimeout(timer);
      timer = setTimeout(giveUp, timeoutMs);
      socket.end(bytes);
    });
    // Printers answer with status bytes; left unread they would reset the connection and with it the last lines.
    socket.resume();
    // It closes its side when it has read everything, as the protocol has no other receipt.
    socket.once('close', (hadError) => {
      if (!hadError) settle(reached && socket.writableFinished ? 'sent' : 'brokeOff');
    });
    socket.once('finish', () => {
      // Some hold the line open until the paper is out. All bytes are gone: that is as good as sent.
      clearTimeout(timer);
      timer = setTimeout(() => settle('sent'), Math.min(timeoutMs, 500));
    });
  });
}

/**
 * Hands a PDF to a queue of this machine's CUPS (`lp -d QUEUE`). Never throws; a machine without CUPS does not answer.
 * @param program the `lp` to run, from the path unless said otherwise
 */
export function sendToQueue(
  queue: string,
  pdf: Uint8Array,
  timeoutMs = answerWithinMs,
  program = 'lp',
): Promise<Delivery> {
  return new Promise((resolve) => {
    // Only the path and the print server: this process's environment holds the database's password.
    const { PATH = '/usr/bin', CUPS_SERVER } = process.env;
    const lp = spawn(program, ['-s', '-d', queue, '-'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH, ...(CUPS_SERVER && { CUPS_SERVER }) },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    lp.once('error', () => resolve('noAnswer'));
    lp.once('close', (code) => resolve(code === 0 ? 'sent' : 'noAnswer'));
    lp.stdin.on('error', () => undefined);
    lp.stdin.end(pdf);
  });
}
