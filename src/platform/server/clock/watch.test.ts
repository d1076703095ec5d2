import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { withClient } from '../db/roles.ts';
import { openSteadyClock, type SteadyClock } from './steady.ts';
import { type ClockWatch, watchClock } from './watch.ts';

let clinic: TestClinic;
let clock: SteadyClock;
let watch: ClockWatch;
let aheadMs = 0;
const heard: number[] = [];

beforeAll(async () => {
  clinic = await openTestClinic();
  const began = performance.now();
  const passedMs = () => Math.round(performance.now() - began);
  const startMs = clinic.clock.now();
  clock = await openSteadyClock(
    clinic.platform.database,
    { name: 'clinic-pc', boot: 'one', uptimeMs: passedMs },
    () => startMs + passedMs() + aheadMs,
  );
  watch = watchClock(clinic.platform, clock, async ({ byMs }) => void heard.push(byMs));
});
afterAll(async () => {
  await watch.stop();
  await clinic.close();
});

const trail = () =>
  withClient(clinic.database.superuserUrl, async (client) => {
    const found = await client.query<{ details: Record<string, string> }>(
      `SELECT details FROM audit_event WHERE event = 'platform.clockSet' AND clinic_id = '${clinic.clinic.id}' ORDER BY id`,
    );
    return found.rows.map((row) => row.details);
  });

it('says nothing while the clock goes on as it should', async () => {
  for (let times = 0; times < 5; times += 1) {
    await sleep(50);
    await watch.look();
  }
  expect(heard).toEqual([]);
  expect(await trail()).toEqual([]);
});

it('writes a jump into every clinic’s trail with both readings, and tells who keeps times', async () => {
  aheadMs -= 3_600_000;
  await watch.look();
  expect(heard).toHaveLength(1);
  expect(Math.abs((heard[0] ?? 0) + 3_600_000)).toBeLessThan(100);
  const [row] = await trail();
  expect(Date.parse(row?.shownBefore ?? '') - Date.parse(row?.shownAfter ?? '')).toBe(-(heard[0] ?? 0));
  await watch.look();
  expect(heard).toHaveLength(1);
});

it('keeps the jumps for the next start', async () => {
  const again = await openSteadyClock(clinic.platform.database, { ...clock.machine });
  expect(again.jumps.map((jump) => Math.round(jump.byMs / 1000))).toEqual([-3600]);
});
