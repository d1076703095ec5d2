import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPlatform } from '#app/server.ts';
import { emptyDatabase, type EmptyDatabase } from '#testing/empty-database.ts';
import { temporaryFolder } from '#testing/folder.ts';
import { openDemo } from './open-demo.ts';

let empty: EmptyDatabase;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  empty = await emptyDatabase();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await empty.drop();
  await folder.remove();
});

it('lays each day of the demo, though many were booked for it on the days before', async () => {
  const said: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });
  // a Monday, a quarter past nine in Jakarta and four minutes to midnight of the Sunday before in New York
  let nowMs = Date.parse('2026-03-09T03:56:00Z');
  const platform = await openPlatform(
    { dataDir: folder.path, clock: { now: () => nowMs } },
    { database: empty.db, relay: { eventsLeft: () => undefined }, log },
  );
  const told: string[] = [];
  const tell = (key: string, { clinic }: Record<string, string>) => void told.push(`${key} ${clinic}`);
  await openDemo(platform, { wanted: true, tell });
  for (let day = 0; day < 3; day += 1) {
    nowMs += day === 0 ? 10 * 60_000 : 86_400_000;
    await openDemo(platform, { wanted: true, tell });
  }
  expect(said).toEqual([]);
  expect(told.filter((one) => one === 'cli_demo_laying Harbor Clinic')).toHaveLength(4);
  expect(told.filter((one) => one === 'cli_demo_laying Klinik Melati')).toHaveLength(3);
}, 240_000);
