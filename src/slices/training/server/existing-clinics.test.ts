import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { training } from '../contract.ts';
import { openTraining } from './index.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

it('a clinic that was there before gets the acts where today’s templates have them', async () => {
  const file = path.join(import.meta.dirname, '../migrations/0001-training.sql');
  const text = await readFile(file, 'utf8');
  await withClient(clinic.database.superuserUrl, async (client) => {
    const held = async () => {
      const { rows } = await client.query(
        `SELECT clinic_id, role, ARRAY(SELECT a FROM unnest(actions) a WHERE a LIKE 'training.%' ORDER BY a) AS acts
         FROM scope_role ORDER BY clinic_id, role`,
      );
      return rows;
    };
    const templates = await held();
    expect(new Set(templates.flatMap((one) => one.acts)).size).toBe(3);
    await client.query(
      `UPDATE scope_role SET actions = ARRAY(SELECT a FROM unnest(actions) a WHERE a NOT LIKE 'training.%')`,
    );
    for (let time = 0; time < 2; time += 1) {
      await withClient(clinic.database.adminUrl, (owner) => owner.query(text.slice(text.indexOf('DO $$'))));
      expect(await held()).toEqual(templates);
    }
  });
});

it('its manager takes the country’s lists once, and nobody is given a plan by it', async () => {
  const manager = clinic.as('manager');
  expect(await manager.call(training, 'templates', {})).toEqual({ templates: [] });
  expect(await manager.call(training, 'takeLists', {})).toEqual({ taken: true });
  expect(await manager.call(training, 'takeLists', {})).toEqual({ taken: false });
  expect(await clinic.inside(openTraining)).toBe(false);
  const { templates } = await manager.call(training, 'templates', {});
  expect(templates.map((one) => one.code)).toEqual(['asistenPerawat', 'pendaftaran']);
  expect(await manager.call(training, 'plans', {})).toEqual({ plans: [] });
  const refused = await clinic.refused(clinic.as('nurse').call(training, 'takeLists', {}));
  expect(refused).toMatchObject({ status: 403, details: { action: 'training.manage' } });
});
