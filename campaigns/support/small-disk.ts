import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A small file system of its own, in memory, that can be filled to the last byte and freed again. */
export interface SmallDisk {
  folder: string;
  freeBytes(): number;
  /** Writes ballast until nothing more fits, and again whenever something has left a little room. */
  fill(): void;
  free(): void;
  remove(): void;
}

const megabyte = 2 ** 20;

/**
 * Mounts one. Needs root on Linux.
 * @throws Error that says so
 */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', folder]);
  } catch (error) {
    throw new Error(`a small disk could not be mounted (it needs root on Linux): ${error}`);
  }
  const ballast = path.join(folder, 'ballast');
  let topping: NodeJS.Timeout | undefined;
  const free = () => {
    clearInterval(topping);
    rmSync(ballast, { force: true });
  };
  return {
    folder,
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
    fill() {
      topUp(ballast);
      topping = setInterval(() => topUp(ballast), 50);
    },
    free,
    remove() {
      free();
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function topUp(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (let size = megabyte; size >= 1; size /= 2) while (fits(handle, Buffer.alloc(size, 1)));
  } finally {
    closeSync(handle);
  }
}

function fits(handle: number, bytes: Buffer): boolean {
  try {
    return writeSync(handle, bytes) === bytes.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
