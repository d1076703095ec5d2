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

it('gives the acts of amendments to older job descriptions as the templates of both countries have them', async () => {
  const text = await readFile(path.join(import.meta.dirname, '../migrations/0001-amendments.sql'), 'utf8');
  const block = /DO \$\$[\s\S]*\$\$;/.exec(text)?.[0] ?? '';
  await withClient(clinic.database.superuserUrl, async (client) => {
    const holders = async () => {
      const { rows } = await client.query<{ acts: string[] }>(
        `SELECT clinic_id, role, ARRAY(SELECT a FROM unnest(actions) a WHERE a LIKE 'amendments.%' ORDER BY a) AS acts
         FROM scope_role ORDER BY clinic_id, role`,
      );
      return rows;
    };
    const before = await holders();
    expect(new Set(before.flatMap((one) => one.acts)).size).toBe(6);
    await client.query(
      `UPDATE scope_role SET actions = ARRAY(SELECT a FROM unnest(actions) a WHERE NOT a LIKE 'amendments.%')`,
    );
    await withClient(clinic.database.adminUrl, (owner) => owner.query(block));
    expect(await holders()).toEqual(before);
  });
});
