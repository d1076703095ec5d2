import { spawn } from 'node:child_process';
import { nothing, type Outcome, unclear } from './outcome.ts';

/**
 * Hands a PDF to a queue by `lp -d QUEUE`, without a shell. Never throws; a machine without the program has no CUPS.
 * @param program the `lp` to run, from the path unless said otherwise
 */
export function printByLp(
  queue: string,
  pdf: Uint8Array,
  withinMs: number,
  program = 'lp',
): Promise<Outcome> {
  return new Promise((resolve) => {
    // Only the path and the print server: this process's environment holds the database's password.
    const { PATH = '/usr/bin', CUPS_SERVER } = process.env;
    const lp = spawn(program, ['-s', '-d', queue, '-'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH, ...(CUPS_SERVER && { CUPS_SERVER }) },
      timeout: withinMs,
      killSignal: 'SIGKILL',
    });
    lp.once('error', () => resolve(nothing('noCups')));
    lp.once('close', (code) => {
      if (code === 0) return resolve({ out: 'queued' });
      // killed by the time: it may have handed over the paper already
      resolve(code === null ? unclear('silent') : nothing('queueUnknown'));
    });
    lp.stdin.on('error', () => undefined);
    lp.stdin.end(pdf);
  });
}
