import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql, type Transaction } from 'kysely';
import { macKeyId } from '#platform/server/audit/mac.ts';
import { sealClinic } from '#platform/server/audit/seal-clinic.ts';
import { writeAudit } from '#platform/server/audit/write.ts';
import { type Database, openDatabase } from '#platform/server/db/database.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Manifest } from '#platform/server/export/manifest.ts';
import { takeExport } from '#platform/server/export/take-export.ts';
import { bookkeeping } from '#slices/bookkeeping/contract.ts';
import type { World } from './access/world.ts';
import type { TestClinic } from './clinic.ts';

/** The row of the trail that a command leaves. */
export function auditOf({ platform, clinic }: TestClinic, event: string) {
  return (tx: Transaction<Tables>) =>
    writeAudit(platform.auditKey, tx, clinic.id, [
      {
        ...{ at: new Date(platform.clock.now()).toISOString(), actorKind: 'system', actorId: 'cli' },
        ...{ actorName: 'test', event, outcome: 'done' },
      },
    ]);
}

/** Exports a test clinic as the command does; `owner` where the clinic lies in another database by now. */
export async function exportOf(
  clinic: TestClinic,
  target: string,
  options: { patientId?: string; owner?: Database } = {},
): Promise<Manifest> {
  const owner = options.owner ?? openDatabase(clinic.database.adminUrl, { max: 1 });
  try {
    return await takeExport(owner, {
      ...{ target, clinic: clinic.clinic, patientId: options.patientId, product: '0.0.0-test' },
      now: new Date(clinic.platform.clock.now()).toISOString(),
      factorsKeyId: macKeyId(clinic.platform.factorsKey),
      last: auditOf(clinic, 'clinic.exported'),
    });
  } finally {
    if (!options.owner) await owner.close();
  }
}

/** Every file of a folder by its path in it. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, place)] = await readFile(place, 'utf8');
  }
  return files;
}

/** What the world of the access test has not: what is hard to carry over, and the tables that no verb fills by itself. */
export async function leaveTraces({ clinic, canary, own, day }: World): Promise<void> {
  // a journal that points at another one, in a day that is locked by now
  await clinic
    .as('manager')
    .call(bookkeeping, 'voidReceipt', { receiptId: own.receiptId ?? '', reason: canary });
  await clinic.inside(async (ctx) => {
    const basic = await ctx.record.create({ resourceType: 'Basic', code: { text: `${canary} v1` } });
    await ctx.record.put({ ...basic, code: { text: `${canary}   v2 "\\ \n é 💉` } });
    const gone = await ctx.record.create({ resourceType: 'Basic', code: { text: `${canary} gone` } });
    await ctx.record.remove('Basic', gone.id);
    const staff = clinic.as('physician').actor.id;
    const [bytes, id] = [Buffer.from([0, 255, 92, 10]), ctx.clinic.id];
    await sql`UPDATE bookkeeping_day SET locked_at = ${ctx.now}, locked_by = ${canary}
      WHERE clinic_id = ${id} AND day = ${day}`.execute(ctx.db);
    await sql`INSERT INTO bookkeeping_day_explanation VALUES
      (${id}, ${day}, ${own.visitId}, ${canary}, 'x')`.execute(ctx.db);
    await sql`INSERT INTO bookkeeping_adjustment (clinic_id, visit_id, line_key, removed, reason, changed_by,
      changed_by_name, changed_at) VALUES (${id}, ${own.visitId}, 'a', true, ${canary}, 'x', 'x',
      '2026-03-09 02:00:00.123456+00')`.execute(ctx.db);
    await sql`INSERT INTO identity_totp VALUES (${id}, ${staff}, ${bytes}, NULL, 9007199254740993,
      ${ctx.now})`.execute(ctx.db);
    await sql`INSERT INTO identity_recovery_code VALUES (${id}, ${staff}, ${bytes}, NULL)`.execute(ctx.db);
    await sql`INSERT INTO identity_passkey VALUES (${id}, 'key', ${staff}, ${canary}, 'site', ${bytes}, 3,
      ARRAY['usb', 'a,"b'], ${ctx.now}, NULL)`.execute(ctx.db);
    await sql`INSERT INTO identity_draft VALUES (${id}, ${staff}, 'form', ${`{"text":"\u2028${canary}"}`}, NULL,
      ${ctx.now})`.execute(ctx.db);
    await sql`INSERT INTO identity_named_device VALUES (${id}, ${bytes})`.execute(ctx.db);
    await sql`UPDATE platform_clinic SET settings = '{"rate": 1.10}' WHERE id = ${id}`.execute(ctx.db);
  });
  const { platform } = clinic;
  const options = { key: platform.auditKey, now: platform.clock.now() };
  while (await sealClinic(platform.database, clinic.clinic.id, options));
  // and one that waits for its seal
  await clinic.inside(async (ctx) => ctx.note('test.left', { subject: canary }));
}
