import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import type { TestClinic } from './clinic.ts';

/**
 * Takes the acts of a slice from every job description and lets its migration give them back: whoever was there before
 * must hold what the templates of both countries have.
 * @param prefix as in `letters.`
 * @param acts how many acts the slice has
 */
export async function expectGivenLater(
  clinic: TestClinic,
  migration: URL,
  prefix: string,
  acts: number,
): Promise<void> {
  const [block] = /SELECT scope_give_later[^;]*;/.exec(await readFile(migration, 'utf8')) ?? [''];
  await withClient(clinic.database.superuserUrl, async (client) => {
    const holders = async () => {
      const { rows } = await client.query<{ acts: string[] }>(
        `SELECT clinic_id, role, ARRAY(SELECT a FROM unnest(actions) a WHERE starts_with(a, $1) ORDER BY a) AS acts
         FROM scope_role ORDER BY clinic_id, role`,
        [prefix],
      );
      return rows;
    };
    const before = await holders();
    expect(new Set(before.flatMap((one) => one.acts)).size).toBe(acts);
    await client.query(
      'UPDATE scope_role SET actions = ARRAY(SELECT a FROM unnest(actions) a WHERE NOT starts_with(a, $1))',
      [prefix],
    );
    await withClient(clinic.database.adminUrl, (owner) => owner.query(block));
    expect(await holders()).toEqual(before);
  });
}
