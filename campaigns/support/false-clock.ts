import { writeFileSync } from 'node:fs';
import { readyFaketime } from '#scripts/machine/faketime.ts';
import type { Patch } from './broken-build.ts';

/** The server looks at its clock once a second; what is set twice between two looks is one setting to it. */
export const seenWithinMs = 2_200;

/** A clock that a campaign sets for a server and its database while they run; uptime goes on as it does. */
export interface FalseClock {
  /** For the server's process. */
  env: Record<string, string>;
  /** Sets it so far from the true time; 0 mends it. */
  set(offsetMs: number): void;
}

/** @param file is made; every account must be able to read it */
export function openFalseClock(file: string): FalseClock {
  const set = (offsetMs: number) =>
    writeFileSync(file, `${offsetMs < 0 ? '-' : '+'}${Math.abs(offsetMs) / 1000}\n`, { mode: 0o644 });
  set(0);
  return {
    set,
    env: {
      LD_PRELOAD: readyFaketime(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // setting a computer's clock does not touch the one that timers go by
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  };
}

/** The supervisor gives PostgreSQL no surroundings of ours; in the build that is tried it hands these on. */
export const databaseToo: Patch = {
  file: 'src/platform/server/db/cluster.ts',
  was: "const surroundings = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' };",
  becomes: `const surroundings = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC', ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^(LD_PRELOAD|FAKETIME_)/.test(name))) };`,
};
