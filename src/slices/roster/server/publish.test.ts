import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withClient } from '#platform/server/db/roles.ts';
import { roster } from '../contract.ts';
import { openRosterClinic, type RosterClinic, thisMonday } from './testing/roster-clinic.ts';

let here: RosterClinic;
beforeAll(async () => {
  here = await openRosterClinic('US');
  for (const day of ['09', '10', '11', '12', '13', '14'])
    await here.assign('clinical', `2026-03-${day}`, 'day');
});
afterAll(() => here.clinic.close());

const manager = () => here.clinic.as('manager');
const publish = (evenSo: boolean) =>
  manager().call(roster, 'publish', { monday: thisMonday, evenSo }, { language: 'en' });
const save = async (more: object) => {
  const { settings } = await manager().call(roster, 'setup', {});
  await manager().call(roster, 'saveSettings', { ...settings, ...more });
};

it('an empty week is not published', async () => {
  const empty = manager().call(roster, 'publish', { monday: '2026-03-16' });
  expect((await here.clinic.refused(empty)).code).toBe('roster.emptyWeek');
});

it('what breaks a rule stands in the week, and is said before it is published', async () => {
  const { people } = await manager().call(roster, 'week', { day: thisMonday });
  const line = people.find((one) => one.staffId === here.id('clinical'));
  expect(line).toMatchObject({
    minutes: 48 * 60,
    findings: ['48 h in the week: overtime above 40 h'],
  });
  const warned = await here.clinic.refused(publish(false), 'en');
  expect([warned.code, warned.detail]).toEqual([
    'roster.rulesBroken',
    expect.stringContaining('48 h in the week: overtime above 40 h'),
  ]);
});

it('a clinic that lets no rule be broken refuses it, whatever is said', async () => {
  await save({ broken: 'refuse' });
  const refused = await here.clinic.refused(publish(true), 'en');
  expect(refused.details).toMatchObject({ final: true });
  await save({ broken: 'warn' });
});

it('other limits of the clinic find something else', async () => {
  await save({ weekMinutes: 3000, dayMinutes: 420, sixDayMinutes: 420, restMinutes: 960, restDays: 2 });
  const { people } = await manager().call(roster, 'week', { day: thisMonday }, { language: 'en' });
  const found = people.find((one) => one.staffId === here.id('clinical'))?.findings ?? [];
  expect(found[0]).toContain('8 h of work, at most 7 h');
  expect(found.filter((one) => one.includes('15 h of rest'))).toHaveLength(5);
  expect(found.at(-1)).toBe('1 day off in the week, at least 2');
  const wrong = manager().call(roster, 'saveSettings', {
    ...(await manager().call(roster, 'setup', {})).settings,
    restDays: 9,
  });
  expect((await here.clinic.refused(wrong)).fields?.[0]?.path).toBe('restDays');
  await save({ weekMinutes: 2400, dayMinutes: 720, sixDayMinutes: 720, restMinutes: 660, restDays: 1 });
});

it('published all the same keeps what it broke, with who and when', async () => {
  const done = await publish(true);
  expect(done).toMatchObject({ by: manager().actor.name, inSpiteOf: expect.stringContaining('overtime') });
  const read = async (role: string) =>
    (await here.clinic.as(role).call(roster, 'week', { day: thisMonday })).published;
  expect(await read('manager')).toEqual(done);
  // what somebody's week breaks is no colleague's to read
  expect(await read('nurse')).toEqual({ ...done, inSpiteOf: '' });
});

it('a clinic that was there before gets the acts where today’s templates have them', async () => {
  const file = path.join(import.meta.dirname, '../migrations/0001-roster.sql');
  const text = await readFile(file, 'utf8');
  await withClient(here.clinic.database.superuserUrl, async (client) => {
    const held = async () =>
      (
        await client.query(
          `SELECT clinic_id, role, ARRAY(SELECT a FROM unnest(actions) a WHERE a LIKE 'roster.%' ORDER BY a) AS acts
           FROM scope_role ORDER BY clinic_id, role`,
        )
      ).rows;
    const templates = await held();
    expect(new Set(templates.flatMap((one) => one.acts))).toEqual(new Set(['roster.manage', 'roster.read']));
    expect(templates.every((one) => one.acts.includes('roster.read'))).toBe(true);
    await client.query(
      `UPDATE scope_role SET actions = ARRAY(SELECT a FROM unnest(actions) a WHERE a NOT LIKE 'roster.%')`,
    );
    for (let time = 0; time < 2; time += 1) {
      await withClient(here.clinic.database.adminUrl, (owner) =>
        owner.query(text.slice(text.indexOf('DO $$'))),
      );
      expect(await held()).toEqual(templates);
    }
  });
});
