import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

it('gives acts that came later to the job descriptions that hold what they stand beside', async () => {
  const { id } = clinic.clinic;
  await withClient(clinic.database.superuserUrl, async (client) => {
    const actions = async (code: string) => {
      const { rows } = await client.query<{ actions: string[] }>(
        'SELECT actions FROM scope_role WHERE clinic_id = $1 AND role = $2',
        [id, code],
      );
      return rows[0]?.actions ?? [];
    };
    const now = await actions('manager');
    await client.query(
      `UPDATE scope_role SET actions = array_remove(array_remove(actions, 'devices.manage'), 'records.export')
       WHERE clinic_id = $1`,
      [id],
    );
    const others = await actions('frontDesk');
    const file = path.join(import.meta.dirname, '../migrations/0001-later-acts.sql');
    const sql = await readFile(file, 'utf8');
    await withClient(clinic.database.adminUrl, (owner) => owner.query(sql));
    expect((await actions('manager')).toSorted()).toEqual(now.toSorted());
    expect(await actions('frontDesk')).toEqual(others);
    await withClient(clinic.database.adminUrl, (owner) => owner.query(sql));
    expect((await actions('manager')).length).toBe(now.length);
  });
});

it.each([
  [
    'of the talk and of check-in',
    '0002-talk-and-check-in-acts.sql',
    [
      ...['frontDesk.acknowledgeAlert', 'frontDesk.approveTalk'],
      ...['checkIn.makeLink', 'checkIn.decide', 'checkIn.manage'],
    ],
  ],
  ['of the rules of vital signs', '0008-vital-rules-acts.sql', ['vitals.manage', 'vitals.approveRanges']],
  ['of ordering a target', '0009-target-acts.sql', ['vitals.orderTarget']],
])('gives the acts %s to the jobs that the templates give them', async (_acts, migration, later) => {
  const { id } = clinic.clinic;
  await withClient(clinic.database.superuserUrl, async (client) => {
    const holders = async () => {
      const { rows } = await client.query<{ role: string; acts: string[] }>(
        `SELECT role, ARRAY(SELECT a FROM unnest(actions) a WHERE a = ANY ($2) ORDER BY a) AS acts
         FROM scope_role WHERE clinic_id = $1 ORDER BY role`,
        [id, later],
      );
      return rows;
    };
    const before = await holders();
    expect(new Set(before.flatMap((one) => one.acts)).size).toBe(later.length);
    await client.query(
      `UPDATE scope_role SET actions = ARRAY(SELECT a FROM unnest(actions) a WHERE NOT a = ANY ($2))
       WHERE clinic_id = $1`,
      [id, later],
    );
    const file = path.join(import.meta.dirname, '../migrations', migration);
    const sql = await readFile(file, 'utf8');
    await withClient(clinic.database.adminUrl, (owner) => owner.query(sql));
    expect(await holders()).toEqual(before);
  });
});
