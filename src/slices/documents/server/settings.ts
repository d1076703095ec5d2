import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, dayRange, zonedDay } from '#platform/shared/time.ts';
import { isIP } from 'node:net';
import type { documents } from '../contract.ts';
import { type Fault, mostMegabytes as mostOfAll } from '../shared/codes.ts';
import { isScannerAddress, type Scanner } from './scanner-address.ts';
import { scannerTask } from './tasks.ts';

type Documents = typeof documents;

export interface Setting {
  mostMegabytes: number;
  checkEvery: number;
  scanner: Scanner | null;
  scannerDownSince: string | null;
}

/** Until the clinic says otherwise: files of 10 MB, each twentieth checked, no scanner. */
export const starting = { most_megabytes: mostOfAll, check_every: 20, filed_count: 0 } as const;
const rateDays = 90;

export async function settingOf(ctx: Context): Promise<Setting> {
  const row = await ctx.db
    .selectFrom('documents_setting')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  const { scanner_host: host, scanner_port: port } = row ?? {};
  return {
    mostMegabytes: row?.most_megabytes ?? starting.most_megabytes,
    checkEvery: row?.check_every ?? starting.check_every,
    scanner: host && port ? { host, port } : null,
    scannerDownSince: row?.scanner_down_since ?? null,
  };
}

export const settings: Verb<Documents, 'settings'> = async (ctx) => {
  const waiting = await ctx.db
    .selectFrom('documents_file')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('scan', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { ...(await settingOf(ctx)), waitingScans: Number(waiting.count), checks: await checksOf(ctx) };
};

/** How the sample of the last weeks came out. */
async function checksOf(ctx: Context) {
  const from = dayRange(addDays(zonedDay(ctx.now, ctx.clinic.zone), -rateDays), ctx.clinic.zone).start;
  const rows = await ctx.db
    .selectFrom('documents_check')
    .select(['checked_at', 'faults'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('picked_at', '>=', from)
    .execute();
  const checked = rows.filter((one) => one.checked_at !== null);
  const counts = new Map<Fault, number>();
  for (const fault of checked.flatMap((one) => one.faults as Fault[]))
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return {
    right: checked.filter((one) => one.faults.length === 0).length,
    wrong: checked.filter((one) => one.faults.length > 0).length,
    waiting: rows.length - checked.length,
    faults: [...counts].map(([fault, count]) => ({ fault, count })).sort((a, b) => b.count - a.count),
  };
}

export const saveSettings: Verb<Documents, 'saveSettings'> = async (ctx, input) => {
  const { mostMegabytes, checkEvery, scanner } = input;
  if (scanner && isIP(scanner.host) && !isScannerAddress(scanner.host, scanner.port))
    refuseField('scanner.host', 'documents_field_hostElsewhere');
  const before = await settingOf(ctx);
  const same = before.scanner?.host === scanner?.host && before.scanner?.port === scanner?.port;
  await putSetting(ctx, {
    ...{ most_megabytes: mostMegabytes, check_every: checkEvery },
    ...{ scanner_host: scanner?.host ?? null, scanner_port: scanner?.port ?? null },
    ...(!same && { scanner_down_since: null }),
  });
  if (!same) await ctx.work.finish(`Basic/${ctx.clinic.id}`, 'cancelled', scannerTask.kind);
  ctx.note('documents.settingsChanged', {
    details: { mostMegabytes, checkEvery, scanner: scanner ? `${scanner.host}:${scanner.port}` : 'none' },
  });
  ctx.emit('documents.settingsChanged', {});
  // what waited for the one before is for the new one to look at
  if (scanner) ctx.runSoon('documents.scan');
  return {};
};

interface Columns {
  most_megabytes?: number;
  check_every?: number;
  scanner_host?: string | null;
  scanner_port?: number | null;
  scanner_down_since?: string | null;
}

export async function putSetting(ctx: Context, values: Columns): Promise<void> {
  await ctx.db
    .insertInto('documents_setting')
    .values({ clinic_id: ctx.clinic.id, ...starting, ...values })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(values))
    .execute();
}
