import os from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system } from '#platform/shared/system-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { openSteadyClock, type SteadyClock } from '../clock/steady.ts';
import { watchDisk } from '../disk/disk.ts';

let clinic: TestClinic;
let clock: SteadyClock;
let uptimeMs = 0;
let aheadMs = 0;

beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  const startMs = clinic.clock.now();
  const machine = { name: 'clinic-pc', boot: 'one', uptimeMs: () => uptimeMs };
  clock = await openSteadyClock(clinic.platform.database, machine, () => startMs + uptimeMs + aheadMs);
  clinic.platform.clock = clock;
});
afterAll(() => clinic.close());

async function told(role: string, language: 'en' | 'id' = 'en'): Promise<string[]> {
  const { notices } = await clinic.as(role).call(system, 'listNotices', {}, { language });
  return notices.map((one) => one.words);
}

function setClock(byMs: number): void {
  aheadMs += byMs;
  const [shownAt, steadyAt] = [clock.now(), clock.steady()].map((ms) => new Date(ms).toISOString());
  clock.jumps.push({ shownAt: shownAt ?? '', steadyAt: steadyAt ?? '', byMs });
}

describe('what the manager is told of the clinic’s computer', () => {
  it('is nothing while all is well', async () => {
    expect(await told('manager')).toEqual([]);
  });

  it('says in her language that the disk is filling up, and nothing to others', async () => {
    const whole = clinic.platform.disk;
    const scarce = {
      ...watchDisk([{ folder: os.tmpdir(), neededBytes: 1 }]).rooms()[0],
      freeBytes: 850 * 2 ** 20,
    };
    clinic.platform.disk = { ...whole, low: () => scarce as ReturnType<typeof whole.low> };
    expect((await told('manager'))[0]).toContain('850 MB are free');
    expect((await told('manager', 'id'))[0]).toContain('sisa 850 MB');
    expect(await told('frontDesk')).toEqual([]);
    clinic.platform.disk = whole;
  });

  it('says that a key beside the database is not the one from before', async () => {
    clinic.platform.lostKeys = ['audit', 'factors'];
    expect(await told('manager')).toEqual([
      expect.stringContaining('keys/audit.key'),
      expect.stringContaining('keys/factors.key'),
    ]);
    expect((await told('manager', 'id'))[0]).toContain('jejak audit');
    clinic.platform.lostKeys = [];
  });

  it('says from when to when the clock was set, until it is set right', async () => {
    setClock(-60 * 60_000);
    expect(await told('manager')).toEqual([
      expect.stringContaining('set back, from 9 Mar 2026, 9:00 AM to 9 Mar 2026, 8:00 AM'),
    ]);
    setClock(60 * 60_000);
    expect(await told('manager')).toEqual([]);
  });

  it('says it for a day', async () => {
    setClock(10 * 365 * 24 * 60 * 60_000);
    expect((await told('manager'))[0]).toContain('set ahead');
    uptimeMs += 25 * 60 * 60_000;
    expect(await told('manager')).toEqual([]);
  });

  it('says nothing of a leap second or of a step that nobody would see on a record', async () => {
    setClock(-1_000);
    expect(await told('manager')).toEqual([]);
  });

  it('says when the database counts otherwise', async () => {
    clock.databaseAheadMs = 125_000;
    expect((await told('manager'))[0]).toContain('differ by 125 seconds');
  });
});
