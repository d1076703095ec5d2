import { writeSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { errorForLog } from './log-error.ts';

/** How often a line is offered to a reader who is slow, and how long is waited between. */
const mostTries = 20;
const waitMs = 5;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * The log of one process, on its error output. A line that cannot be written (a full disk, a reader that has gone or
 * sleeps) is lost; nothing else is, least of all the process. (The usual destination ends the process at the first
 * such line, or keeps it from ending.) Of an error it says no message (`errorForLog`).
 * @param write another place for the lines than the error output
 */
export function openLog(write: (line: string) => void = (line) => writeLine(Buffer.from(line))): Logger {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  }
  const level = process.env.LOG_LEVEL ?? 'warn';
  return pino({ level, serializers: { err: errorForLog } }, { write });
}

function writeLine(line: Buffer): void {
  let rest = line;
  for (let tries = 0; rest.length > 0 && tries < mostTries; tries += 1) {
    try {
      rest = rest.subarray(writeSync(2, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(pause, 0, 0, waitMs);
    }
  }
}
