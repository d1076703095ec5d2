import type { Context } from '#platform/server/context.ts';
import type { ClinicErrand } from '#platform/server/jobs/clinic-job.ts';
import { words } from '#platform/server/words.ts';
import { keepDocument } from './keep.ts';
import { documentRows, type FileRow, fileRows } from './rows.ts';
import { scan, type Verdict } from './scanner.ts';
import { putSetting, settingOf } from './settings.ts';
import { scannerTask, virusTask } from './tasks.ts';

/** Files of one clinic in one run; the rest goes with the next minute. */
const mostInARun = 40;

/**
 * Has the scanner look at what waits. A file is read in one transaction, scanned in none and settled in another; the first
 * that finds nobody there ends the run, and all the others wait with it.
 */
export const scanFiles: ClinicErrand = {
  name: 'documents.scan',
  cron: '* * * * *',
  async run({ inside }) {
    for (let count = 0; count < mostInARun; count += 1) {
      const next = await inside(takeNext);
      if (!next) return;
      const verdict = await scan(next.scanner, next.content);
      await inside((ctx) => settle(ctx, next.fileId, verdict));
      if (verdict.kind === 'unreachable') return;
    }
  },
};

async function takeNext(ctx: Context) {
  const { scanner } = await settingOf(ctx);
  const row = await ctx.db
    .selectFrom('documents_file')
    .select(['id', 'content'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('scan', '=', 'waiting')
    .orderBy('received_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!row?.content) return undefined;
  if (scanner) return { fileId: row.id, content: row.content, scanner };
  // the clinic has taken its scanner away: what waits for it waits for nobody
  await letAllThrough(ctx);
  return undefined;
}

async function letAllThrough(ctx: Context): Promise<void> {
  for (const { id } of await fileRows(ctx).where('scan', '=', 'waiting').execute())
    await pass(ctx, id, { scan: 'none' });
}

async function settle(ctx: Context, fileId: string, verdict: Verdict): Promise<void> {
  const file = await fileRows(ctx).where('id', '=', fileId).forUpdate().executeTakeFirst();
  if (file?.scan !== 'waiting') return;
  if (verdict.kind === 'unreachable') return scannerGone(ctx);
  await scannerBack(ctx);
  if (verdict.kind === 'clean') await pass(ctx, fileId, { scan: 'clean', scanned_at: ctx.now });
  else await refuseFile(ctx, file, verdict.name);
}

/** From now on it may be opened; where it is filed already, its bytes go into the record. */
async function pass(
  ctx: Context,
  fileId: string,
  values: { scan: string; scanned_at?: string },
): Promise<void> {
  await ctx.db
    .updateTable('documents_file')
    .set(values)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', fileId)
    .execute();
  for (const row of await standing(ctx, fileId)) await keepDocument(ctx, row);
  ctx.emit('documents.filesChanged', {});
}

/** Its bytes go, and where it was filed it never was a document; what it was and who brought it stays. */
async function refuseFile(ctx: Context, file: FileRow, virus: string): Promise<void> {
  await ctx.db
    .updateTable('documents_file')
    .set({ scan: 'virus', scanned_at: ctx.now, state: 'refused', virus, content: null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', file.id)
    .execute();
  const reason = words(ctx.clinic.language, 'documents_virusReason', { virus });
  for (const row of await standing(ctx, file.id))
    await keepDocument(ctx, { ...row, status: 'entered-in-error', reason, version: row.version + 1 });
  await ctx.work.open({
    ...{ kind: virusTask.kind, subject: `Basic/${file.id}`, ownerId: file.received_by, urgent: true },
    ...(file.patient_id && { patientId: file.patient_id }),
    params: { file: file.file_name, screen: '/patients/documents' },
  });
  ctx.note('documents.virusFound', {
    ...(file.patient_id && { patientId: file.patient_id }),
    subject: `File/${file.id}`,
    details: { virus, sha256: file.sha256, receivedBy: file.received_by_name },
  });
  ctx.emit('documents.filesChanged', {});
}

const standing = (ctx: Context, fileId: string) =>
  documentRows(ctx).where('file_id', '=', fileId).where('status', '<>', 'entered-in-error').execute();

/** Said once for as long as it lasts. */
async function scannerGone(ctx: Context): Promise<void> {
  if ((await settingOf(ctx)).scannerDownSince) return;
  await putSetting(ctx, { scanner_down_since: ctx.now });
  await ctx.work.open({
    ...{ kind: scannerTask.kind, subject: `Basic/${ctx.clinic.id}`, urgent: true },
    params: { screen: '/clinic/documents' },
  });
  ctx.note('documents.scannerGone', {});
  ctx.emit('documents.filesChanged', {});
}

async function scannerBack(ctx: Context): Promise<void> {
  if (!(await settingOf(ctx)).scannerDownSince) return;
  await putSetting(ctx, { scanner_down_since: null });
  await ctx.work.finish(`Basic/${ctx.clinic.id}`, 'done', scannerTask.kind);
}
