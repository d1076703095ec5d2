import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

/** What a machine says of itself that nobody sets by setting its clock. */
export interface Machine {
  name: string;
  /** Names one run of the operating system. */
  boot: string;
  /** Milliseconds since its start, the time that it slept included (`CLOCK_BOOTTIME`). */
  uptimeMs(): number;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return { name: os.hostname(), boot: bootName(), uptimeMs: openUptime() };
}

/** For so long after a look the process's own clock tells the rest, which stands still only while the machine sleeps. */
const freshMs = 20;

/** Linux tells its uptime by a file, and opening it takes longer than most of what a request does. */
function openUptime(): () => number {
  let looked = { uptimeMs: 0, ownMs: Number.NEGATIVE_INFINITY };
  let last = 0;
  return () => {
    const ownMs = performance.now();
    if (ownMs - looked.ownMs > freshMs) looked = { uptimeMs: os.uptime() * 1000, ownMs };
    // the file counts in hundredths of a second: what was told is not taken back
    last = Math.max(last, Math.round(looked.uptimeMs + ownMs - looked.ownMs));
    return last;
  };
}

function bootName(): string {
  try {
    if (process.platform === 'darwin')
      return execFileSync('sysctl', ['-n', 'kern.bootsessionuuid'], { encoding: 'utf8' }).trim();
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // without a name each start counts as a new run, which takes more for changed and never less
    return `process ${process.pid} ${process.hrtime.bigint()}`;
  }
}
