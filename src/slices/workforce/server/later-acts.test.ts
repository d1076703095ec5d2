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
