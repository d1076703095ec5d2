import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { work } from '#platform/shared/work-contract.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { workforce } from '#slices/workforce/contract.ts';
import { tellOfExpiries } from './expiries.ts';

let clinic: TestClinic;
let credentialId: string;
const lastDay = '2026-12-31';
beforeAll(async () => {
  clinic = await openTestClinic({ country: 'US' });
  const saved = await clinic.as('manager').call(workforce, 'saveCredential', {
    ...{ staffId: clinic.as('assistant').actor.id, kind: 'CMA (AAMA)', number: '1' },
    certifiedOn: '2021-12-05',
  });
  credentialId = saved.credentialId;
  expect(saved.lastDay).toBe(lastDay);
});
afterAll(() => clinic.close());

/** What somebody is told on a day, in her language. */
async function told(role: string): Promise<string[]> {
  const { tasks } = await clinic.as(role).call(work, 'listMine', {});
  return tasks.filter((one) => one.kind.startsWith('workforce.')).map((one) => one.title);
}
async function runOn(day: string): Promise<void> {
  clinic.clock.set(`${day}T15:00:00Z`);
  await clinic.inside(tellOfExpiries.run);
}
const opened = () =>
  clinic.inside(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('work_task')
      .select('id')
      .where('kind', 'like', 'workforce.%')
      .execute();
    return rows.length;
  });

describe('the end of a credential', () => {
  it('is told nobody 181 days before', async () => {
    await runOn('2026-07-03');
    expect(await opened()).toBe(0);
  });

  it.each([
    ['2026-07-04', 180, 2],
    ['2026-10-02', 90, 4],
    ['2026-12-01', 30, 6],
    ['2026-12-24', 7, 8],
  ])('on %s, %i days before, is told its holder and the manager once each', async (day, _, tasks) => {
    await runOn(day);
    await clinic.inside(tellOfExpiries.run);
    await clinic.inside(tellOfExpiries.run);
    expect(await opened()).toBe(tasks);
    // one open at a time: the one of the stage before is taken away
    expect(await told('assistant')).toEqual([`Your CMA (AAMA) ends on ${lastDay}`]);
    const { name } = clinic.as('assistant').actor;
    expect(await told('manager')).toEqual([`${name}: CMA (AAMA) ends on ${lastDay}`]);
    expect(await told('nurse')).toEqual([]);
  });

  it('is told no more when it has come, and is done once it is renewed', async () => {
    await runOn('2027-01-02');
    expect(await opened()).toBe(8);
    await clinic.as('manager').call(workforce, 'renewCredential', {
      ...{ credentialId, renewedOn: '2027-01-02', route: 'exam' },
    });
    expect([...(await told('assistant')), ...(await told('manager'))]).toEqual([]);
  });

  it('that is entered late is told once, not for each stage that has passed', async () => {
    clinic.clock.set('2028-01-05T15:00:00Z');
    await clinic.as('manager').call(workforce, 'saveCredential', {
      ...{ staffId: clinic.as('nurse').actor.id, kind: 'BLS', number: '', certifiedOn: '2026-01-20' },
    });
    const before = await opened();
    await clinic.inside(tellOfExpiries.run);
    expect((await opened()) - before).toBe(2);
    await runOn('2028-01-20');
    expect((await opened()) - before).toBe(2);
    expect(await told('nurse')).toEqual(['Your BLS ends on 2028-01-31']);
  });
});
