import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import { merging } from '#slices/merging/contract.ts';
import { contentOf, join, part } from '#slices/merging/server/testing/charts.ts';
import { openWorld, type World } from '#testing/access/world.ts';
import { openTestClinic, type TestClinic } from '#testing/clinic.ts';
import { leaveTraces } from '#testing/traces.ts';

let clinic: TestClinic;
let world: World;
beforeAll(async () => {
  clinic = await openTestClinic();
  world = await openWorld(clinic, 'Zkanarix');
  await leaveTraces(world);
}, 120_000);
afterAll(() => clinic.close());

describe('two charts in which every duty has written', () => {
  it('are not joined while both are in the house, have an open account, or lie on hold', async () => {
    const pair = { survivorId: world.own.patientId ?? '', otherId: world.otherPatient.patientId ?? '' };
    const amount = { minor: '50000', currency: clinic.clinic.currency };
    await clinic.as('frontDesk').call(bookkeeping, 'takeDeposit', {
      ...{ patientId: pair.otherId, amount, payments: [{ method: 'transfer', amount }], purpose: 'deposit' },
    });
    const { objections } = await clinic.as('manager').call(merging, 'comparePair', pair, { language: 'en' });
    expect(objections.join('\n')).toMatch(/visit in progress/);
    expect(objections.join('\n')).toMatch(/in advance/);
    expect(objections.join('\n')).toMatch(/legal hold/);
    const problem = await clinic.refused(join(clinic, pair.survivorId, pair.otherId), 'en');
    expect(problem).toMatchObject({ code: 'merging.objection' });
    expect(problem.detail).toContain('nothing has changed');
  });

  it('are the same two charts after they were joined and taken apart', async () => {
    // she who has paid in advance stays
    const [one, two] = [world.otherPatient.patientId ?? '', world.own.patientId ?? ''];
    await settleAll();
    const before = await contentOf(clinic, [one, two]);
    expect(Object.keys(before).length).toBeGreaterThan(25);
    const pair = { survivorId: one, otherId: two };
    const { objections } = await clinic.as('manager').call(merging, 'comparePair', pair, { language: 'en' });
    expect(objections).toEqual([]);
    const { mergeId, items } = await join(clinic, one, two);
    expect(items).toBeGreaterThan(60);
    await nothingLeft(two);
    await part(clinic, mergeId);
    const after = await contentOf(clinic, [one, two]);
    for (const [table, rows] of Object.entries(before))
      expect({ table, rows: after[table] }).toEqual({ table, rows });
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
  }, 60_000);
});

const laid = [
  ['insurance_verification', 'verification_id', 'CoverageEligibilityResponse'],
  ['vitals_reading', 'observation_id', 'Observation'],
  ['screening_result', 'response_id', 'QuestionnaireResponse'],
] as const;

/** It is another day, who owed has paid, and no court waits. */
async function settleAll(): Promise<void> {
  clinic.clock.advance(24 * 60);
  const { currency } = clinic.clinic;
  const amount = { minor: '150000', currency };
  await clinic.as('frontDesk').call(bookkeeping, 'payBalance', {
    ...{ patientId: world.own.patientId ?? '', amount, payments: [{ method: 'transfer', amount }] },
  });
  await clinic.inside(async ({ db }) => {
    // rows of a keeper that the traces lay without their resource
    for (const [table, id, type] of laid)
      await sql`DELETE FROM ${sql.table(table)} t WHERE NOT EXISTS (SELECT FROM record_resource r
        WHERE r.clinic_id = t.clinic_id AND r.type = ${type} AND r.id = t.${sql.ref(id)})`.execute(db);
    await sql`UPDATE disclosures_hold SET lifted_at = now(), lifted_by = 'x', lift_reason = 'x' WHERE lifted_at IS NULL`.execute(
      db,
    );
  });
}

/** Of every table that moves none of the closed chart's rows is left but those that stay for a reason. */
async function nothingLeft(patientId: string): Promise<void> {
  const { charts } = clinic.platform.registry;
  const moving = charts.flatMap(({ follow = [], move = [] }) => [
    ...follow,
    ...move.filter(({ single }) => !single).map(({ table }) => table),
  ]);
  for (const table of moving) {
    const { rows } = await clinic.inside(({ db }) =>
      sql<{
        row: string;
      }>`SELECT to_jsonb(t)::text AS row FROM ${sql.table(table)} t WHERE t.patient_id = ${patientId}
        ${table === 'record_resource' ? sql`AND t.type <> 'Patient' AND NOT t.deleted` : sql``}
        ${table === 'record_token' ? sql`AND t.id <> ${patientId}` : sql``}`.execute(db),
    );
    expect({ table, rows: rows.map(({ row }) => row.slice(0, 300)) }).toEqual({ table, rows: [] });
  }
}
