import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { openSteadyClock } from './steady.ts';

const hour = 3_600_000;
const began = Date.parse('2026-03-09T02:00:00Z');

let database: TestDatabase;
/** Of a machine that is no other test's. */
let machine: { name: string; boot: string; uptimeMs(): number };
let shownMs: number;
let uptimeMs: number;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  count += 1;
  [shownMs, uptimeMs] = [began, 5 * hour];
  machine = { name: `machine-${count}`, boot: `boot-${count}`, uptimeMs: () => uptimeMs };
});

const open = () => openSteadyClock(database.db, machine, () => shownMs);

function pass(milliseconds: number): void {
  shownMs += milliseconds;
  uptimeMs += milliseconds;
}

test('goes on evenly when the computer’s clock is set', async () => {
  const clock = await open();
  pass(hour);
  shownMs -= 24 * hour;
  pass(hour);
  expect(clock.now()).toBe(began - 22 * hour);
  expect(clock.steady()).toBe(began + 2 * hour);
});

test('goes on over a restart of Serambi where it stood, whatever the clock shows by then', async () => {
  const first = await open();
  shownMs += 10 * 365 * 24 * hour;
  await first.keep(database.db);
  pass(3 * hour);
  const second = await open();
  expect(second.steady()).toBe(began + 3 * hour);
  expect(second.wentBackWhileOff).toBe(false);
  shownMs -= 10 * 365 * 24 * hour;
  expect(second.steady()).toBe(began + 3 * hour);
});

test('finds the run of the machine again in a container with another name', async () => {
  await (await open()).keep(database.db);
  shownMs -= 24 * hour;
  machine = { ...machine, name: `other-name-${count}` };
  expect((await open()).steady()).toBe(began);
});

test('counts the time that the machine was off by its clock', async () => {
  await (await open()).keep(database.db);
  machine = { ...machine, boot: `later-${count}` };
  [shownMs, uptimeMs] = [began + 14 * hour, 0];
  const clock = await open();
  expect(clock.steady()).toBe(began + 14 * hour);
  expect(clock.wentBackWhileOff).toBe(false);
});

test('never goes back, and says so when the machine comes up with a clock that does', async () => {
  await (await open()).keep(database.db);
  machine = { ...machine, boot: `later-${count}` };
  [shownMs, uptimeMs] = [began - 48 * hour, 0];
  const clock = await open();
  expect(clock.steady()).toBe(began);
  expect(clock.wentBackWhileOff).toBe(true);
});
