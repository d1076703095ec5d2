import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A second Serambi on the same data folder: the first one goes on undisturbed. */
export class AlreadyRunning extends Error {
  readonly pid: number;

  constructor(home: string, pid: number) {
    super(
      `Serambi is already running on ${home} (process ${pid}). Stop that one first, or set SERAMBI_DATA.`,
    );
    this.name = 'AlreadyRunning';
    this.pid = pid;
  }
}

/**
 * Takes the lock of a folder for this process. A lock names a process by its id and the moment it started, so that
 * one left by a crash is told from a living holder even when the id has been given to another process since.
 * @returns a function that gives the lock back
 * @throws AlreadyRunning
 */
export async function lockFolder(home: string): Promise<() => Promise<void>> {
  const file = path.join(home, 'serambi.lock');
  const mine = `${process.pid} ${startOf(process.pid)}\n`;
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, mine, { mode: 0o644 });
  try {
    // A link is made whole or not at all, and never over another: the file system decides who was first.
    for (let tries = 0; tries < 20; tries += 1) {
      const taken = await link(draft, file).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
          return false;
        },
      );
      if (taken) return () => giveBack(file, mine);
      await clearStale(home, file);
    }
    throw new Error(`the lock ${file} could not be taken`);
  } finally {
    await rm(draft, { force: true });
  }
}

async function clearStale(home: string, file: string): Promise<void> {
  const held = await readFile(file, 'utf8').catch(() => undefined);
  if (held === undefined) return;
  const holder = livingHolder(held);
  if (holder !== undefined) throw new AlreadyRunning(home, holder);
  const aside = `${file}.stale.${process.pid}`;
  if (
    !(await rename(file, aside)
      .then(() => true)
      .catch(() => false))
  )
    return;
  // Between reading and moving, another process may have replaced the stale lock by its own: give that one back.
  if ((await readFile(aside, 'utf8')) !== held) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function livingHolder(lock: string): number | undefined {
  const [id, ...start] = lock.trim().split(' ');
  const pid = Number(id);
  const started = Number.isInteger(pid) && pid > 0 ? startOf(pid) : '';
  return started !== '' && started === start.join(' ') ? pid : undefined;
}

async function giveBack(file: string, mine: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
}

/** When a process started, in whatever words the system has for it; empty when there is no such process. */
function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      // proc_pid_stat(5): the name in parentheses may hold spaces; the start is field 22, the 20th after it.
      const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
      // Ticks count from the start of the machine, so the start of the machine belongs to the moment.
      return `${ticks}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)}`;
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
