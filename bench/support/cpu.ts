import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Linux counts the time of processes in these, whatever its own clock runs at (`USER_HZ`). */
const ticksASecond = 100;

/** Where the time of a run goes: processor milliseconds so far, by process. */
export interface Meter {
  server(): number;
  yardstick(): number;
  /** PostgreSQL whole: backends, those that have ended, and what writes beside them. */
  database(): number;
}

export function meterOf(serverPid: number, yardstickPid: number, postmasterPid: number): Meter {
  return {
    server: () => cpuMs(serverPid),
    yardstick: () => cpuMs(yardstickPid),
    database: () =>
      cpuMs(postmasterPid) + childrenOf(postmasterPid).reduce((sum, pid) => sum + (cpuMs(pid) || 0), 0),
  };
}

/** Of a process and those of its children that have ended, user and system, from `/proc`; NaN when it is gone. */
export function cpuMs(pid: number | 'self'): number {
  const [utime, stime, ofChildren, ofChildrenInSystem] = stat(pid).slice(11, 15).map(Number);
  const ticks = (utime ?? Number.NaN) + (stime ?? 0) + (ofChildren ?? 0) + (ofChildrenInSystem ?? 0);
  return (ticks * 1000) / ticksASecond;
}

/** The process that started a backend of this database. */
export async function postmasterOf(superuserUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return Number(stat(rows[0]?.pid ?? 0)[1]);
  } finally {
    await client.end();
  }
}

/** Fields of `/proc/PID/stat` from the state on; none when it is gone. */
function stat(pid: number | 'self'): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name before may hold blanks
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(stat(pid)[1]) === parent);
}
