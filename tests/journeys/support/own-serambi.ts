import { execFileSync } from 'node:child_process';
import { afterAll, inject } from 'vitest';
import { reachableFolder, startSerambi } from './running.ts';
import { placeSerambi } from './serambi-url.ts';

// Each file of journeys has a Serambi with demo clinics of its own: what one file does to a clinic's day never meets another's.
const given = process.env.SERAMBI_URL;
if (given) placeSerambi(given);
else {
  const folder = await reachableFolder();
  // with the owners of the files: PostgreSQL runs as an account without rights where root starts it
  execFileSync('cp', ['-a', `${inject('demoFolder')}/.`, folder.path]);
  const running = await startSerambi(folder.path);
  placeSerambi(running.url);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });
}
