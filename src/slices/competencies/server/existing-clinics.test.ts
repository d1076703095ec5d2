import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withClient } from '#platform/server/db/roles.ts';
import { openOrders } from '#slices/orders/server/index.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { competencies } from '../contract.ts';
import { openCompetencies } from './index.ts';

let clinic: TestClinic;
beforeAll(async () => {
  clinic = await openTestClinic();
});
afterAll(() => clinic.close());

/** Runs the part of a migration that changes rows once more, as the owner. */
async function again(file: string): Promise<void> {
  const text = await readFile(path.join(import.meta.dirname, file), 'utf8');
  await withClient(clinic.database.adminUrl, (owner) => owner.query(text.slice(text.indexOf('DO $$'))));
}

it('a clinic that was there before gets the acts where today’s templates have them, and is asked for nothing', async () => {
  await withClient(clinic.database.superuserUrl, async (client) => {
    const held = async () => {
      const { rows } = await client.query(
        `SELECT clinic_id, role, ARRAY(SELECT a FROM unnest(actions) a WHERE a LIKE 'competencies.%' ORDER BY a) AS acts
         FROM scope_role ORDER BY clinic_id, role`,
      );
      return rows;
    };
    const templates = await held();
    expect(new Set(templates.flatMap((one) => one.acts)).size).toBe(4);
    await client.query(
      `UPDATE scope_role SET actions = ARRAY(SELECT a FROM unnest(actions) a WHERE a NOT LIKE 'competencies.%')`,
    );
    for (let time = 0; time < 2; time += 1) {
      await again('../migrations/0001-competencies.sql');
      expect(await held()).toEqual(templates);
    }
    const { rows } = await client.query('SELECT FROM scope_term');
    expect(rows).toEqual([]);
  });
});

it('its favourites learn which skill they take, and keep what a clinic said itself', async () => {
  await clinic.inside(async (ctx) => {
    await openOrders(ctx);
    await sql`UPDATE orders_favourite SET detail = detail - 'skill' WHERE code <> 'ecg'`.execute(ctx.db);
    await sql`UPDATE orders_favourite SET detail = detail || '{"skill": "own"}' WHERE code = 'ecg'`.execute(
      ctx.db,
    );
  });
  await again('../../orders/migrations/0002-skills.sql');
  const skillOf = async (code: string) => {
    const row = await clinic.inside((ctx) =>
      ctx.db.selectFrom('orders_favourite').select('detail').where('code', '=', code).executeTakeFirst(),
    );
    return (row?.detail as { skill?: string } | undefined)?.skill;
  };
  expect(await skillOf('bloodCount')).toBe('venipuncture');
  expect(await skillOf('ecg')).toBe('own');
  expect(await skillOf('abscessIncision')).toBeUndefined();
});

it('the list is empty until it is opened, once, with the country’s terms', async () => {
  const manager = clinic.other.as('manager');
  expect(await manager.call(competencies, 'list', {})).toEqual({ competencies: [] });
  for (let time = 0; time < 2; time += 1) await clinic.other.inside(openCompetencies);
  const { competencies: all } = await manager.call(competencies, 'list', {});
  expect(all.filter((one) => one.asked).map((one) => one.code)).toEqual([
    ...['venipuncture', 'injectionIm', 'injectionSc', 'injectionId', 'vaccine'],
  ]);
  expect(new Set(all.map((one) => one.version))).toEqual(new Set([1]));
});

it('a clinic at work takes the list without being asked for anything by it', async () => {
  const manager = clinic.as('manager');
  const { competencies: taken } = await manager.call(competencies, 'takeList', {});
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.some((one) => one.asked)).toBe(false);
  expect(await manager.call(competencies, 'takeList', {})).toEqual({ competencies: taken });
});
