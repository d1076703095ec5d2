import type { Patient } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { awaitAtEnd } from '#platform/server/db/database.ts';
import type { JsonObject } from '#platform/server/fhir/json-text.ts';
import { words } from '#platform/server/words.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { type Given, hashOf, placeOf, readStanding, rememberAll } from './import-batch.ts';
import {
  keyOf,
  learn,
  noReferences,
  openConditions,
  type References,
  resolveReferences,
} from './import-references.ts';
import { type ImportSource, openSource, type SourceEntry } from './import-source.ts';
import { type Outcome, writeImported } from './import-write.ts';
import { listLookAlikes } from './look-alikes-to-review.ts';
import { addRecordNumber, nextRecordNumber, statedRecordNumber } from './record-number.ts';

/** Runs one batch in a transaction of its own, with scope and audit around it. */
export type ImportRun = <T>(body: (ctx: Context) => Promise<T>) => Promise<T>;

export interface ImportReport {
  /** By resource type and what became of it. */
  counts: Record<string, Partial<Record<Outcome | 'refused', number>>>;
  /** What was not stored, with its place in the file and the reason. */
  problems: { place: number; what: string; reason: string }[];
  /** Pairs of charts that were put on the list to be looked at. */
  lookAlikes: number;
  /** Entries that an earlier, stopped run had stored already. */
  resumedAt: number;
}

const batchSize = 100;

/**
 * Loads a bundle or NDJSON file into the clinic's record. Batches commit one by one and the mark of how far they came
 * with them, so a stopped import goes on there; a second import of the same file changes nothing. What cannot be
 * stored is reported with its place and does not hold back the rest.
 * @param run makes the transaction of a batch
 * @param onProgress entries done of all, after each batch
 * Refuses with `records.fileUnreadable`.
 */
export async function importFhir(
  run: ImportRun,
  file: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ImportReport> {
  const source = await openSource(file);
  const references = noReferences();
  if (Array.isArray(source.entries)) for (const entry of source.entries) learn(references, entry);
  const resumedAt = await run((ctx) => startMark(ctx, source));
  const report: ImportReport = { counts: {}, problems: [], lookAlikes: 0, resumedAt };
  let batch: SourceEntry[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    await writeBatch(run, source, references, batch, report);
    onProgress(batch.at(-1)?.place ?? 0, source.total);
    batch = [];
  };
  for await (const entry of source.entries) {
    if (entry.place <= resumedAt) continue;
    batch.push(entry);
    if (batch.length === batchSize) await flush();
  }
  await flush();
  await run((ctx) => endMark(ctx, source));
  return report;
}

/** A whole batch in one transaction; if anything in it is refused, each of it in its own, to find which. */
async function writeBatch(
  run: ImportRun,
  source: ImportSource,
  references: References,
  batch: SourceEntry[],
  report: ImportReport,
): Promise<void> {
  const write = (entries: SourceEntry[]) => run((ctx) => writeEntries(ctx, source, references, entries));
  try {
    merge(report, await write(batch));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const entry of batch) {
      try {
        merge(report, await write([entry]));
      } catch (refused) {
        if (!(refused instanceof Refusal)) throw refused;
        const reason = await run(async (ctx) => {
          await moveMark(ctx, source, entry.place);
          return reasonOf(ctx, refused);
        });
        const type = entry.resource?.resourceType ?? '?';
        report.problems.push({ place: entry.place, what: `${type}/${entry.resource?.id ?? '?'}`, reason });
        count(report, type, 'refused');
      }
    }
  }
}

type Part = Pick<ImportReport, 'counts' | 'problems' | 'lookAlikes'>;

async function writeEntries(
  ctx: Context,
  source: ImportSource,
  references: References,
  entries: SourceEntry[],
): Promise<Part> {
  const part: Part = { counts: {}, problems: [], lookAlikes: 0 };
  const standing = await readStanding(
    ctx,
    entries.flatMap(({ resource }) => (resource ? [resource as unknown as Given] : [])),
  );
  /** New ones that follow each other, whatever their types; they are written in one statement. */
  let fresh: { resource: Given; hash: string }[] = [];
  const written = new Set<string>();
  const flush = async () => {
    part.lookAlikes += await writeFresh(ctx, fresh);
    fresh = [];
  };
  for (const { place, resource: raw, problem } of entries) {
    if (problem) part.problems.push({ place, what: '?', reason: problem });
    if (!raw) continue;
    // what one of this batch answers must stand before it is asked for
    if (openConditions(raw, references).length > 0) await flush();
    await lookUpConditions(ctx, raw, references);
    const resource = resolveReferences(raw, references) as unknown as Given;
    const hash = hashOf(resource);
    const own = placeOf(resource);
    const isNew = !standing.stored.has(own) && !standing.items.has(own) && !written.has(own);
    written.add(own);
    if (!isNew) await flush();
    else {
      fresh.push({ resource: await numbered(ctx, resource), hash });
      count(part, resource.resourceType, 'stored');
      continue;
    }
    const outcome = await writeImported(ctx, resource, hash, () => numbered(ctx, resource));
    count(part, resource.resourceType, outcome);
    if (outcome === 'stored') part.lookAlikes += await lookAlikesOf(ctx, [resource]);
    if (outcome === 'leftAlone') {
      const reason = words(ctx.language, 'records_import_leftAlone');
      part.problems.push({ place, what: own, reason });
    }
  }
  await flush();
  awaitAtEnd(ctx.db, moveMark(ctx, source, entries.at(-1)?.place ?? 0));
  return part;
}

/** @returns pairs of charts to be looked at */
async function writeFresh(
  ctx: Context,
  fresh: readonly { resource: Given; hash: string }[],
): Promise<number> {
  if (fresh.length === 0) return 0;
  const stored = await ctx.record.createAll(fresh.map(({ resource }) => resource));
  rememberAll(
    ctx,
    stored.map(({ type, id, version }, at) => ({ type, id, version, hash: fresh[at]?.hash ?? '' })),
  );
  return lookAlikesOf(
    ctx,
    fresh.map(({ resource }) => resource),
  );
}

function lookAlikesOf(ctx: Context, resources: readonly Given[]): Promise<number> {
  const patients = resources.filter((one): one is Patient & Given => one.resourceType === 'Patient');
  return listLookAlikes(ctx, patients);
}

/** What was stored before this file may answer `Practitioner?identifier=…`; of two that fit, neither is guessed. */
async function lookUpConditions(ctx: Context, raw: JsonObject, references: References): Promise<void> {
  for (const condition of openConditions(raw, references)) {
    const { type, system, value } = condition;
    const found = await ctx.record.search(type as 'Practitioner', {
      where: [{ param: 'identifier', token: `${system}|${value}` }],
      limit: 2,
    });
    if (found.length === 1) references.byIdentifier.set(keyOf(condition), `${type}/${found[0]?.id}`);
  }
}

/** A patient from elsewhere gets a number of this clinic beside those that she brings. */
async function numbered(ctx: Context, resource: Given): Promise<Given> {
  if (resource.resourceType !== 'Patient' || statedRecordNumber(ctx, resource)) return resource;
  const held = await ctx.db
    .selectFrom('records_patient')
    .select('record_number')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', resource.id)
    .executeTakeFirst();
  const patient: Patient & { id: string } = { ...resource };
  addRecordNumber(ctx, patient, held?.record_number ?? (await nextRecordNumber(ctx)));
  return patient;
}

async function startMark(ctx: Context, source: ImportSource): Promise<number> {
  const mark = await ctx.db
    .selectFrom('records_import')
    .select(['done', 'ended_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('file_hash', '=', source.hash)
    .executeTakeFirst();
  if (mark && !mark.ended_at) return Number(mark.done);
  const row = { done: 0n, started_at: ctx.now, ended_at: null };
  await ctx.db
    .insertInto('records_import')
    .values({ clinic_id: ctx.clinic.id, file_hash: source.hash, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'file_hash']).doUpdateSet(row))
    .execute();
  return 0;
}

async function moveMark(ctx: Context, source: ImportSource, place: number): Promise<void> {
  await ctx.db
    .updateTable('records_import')
    .set({ done: BigInt(place) })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('file_hash', '=', source.hash)
    .execute();
}

async function endMark(ctx: Context, source: ImportSource): Promise<void> {
  await ctx.db
    .updateTable('records_import')
    .set({ ended_at: ctx.now })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('file_hash', '=', source.hash)
    .execute();
}

function reasonOf(ctx: Context, refusal: Refusal): string {
  const fields = refusal.fields.map(
    (field) => `${field.path}: ${field.words ?? words(ctx.language, field.key, field.params)}`,
  );
  if (fields.length > 0) return fields.join('; ');
  const params = Object.entries(refusal.details).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return words(ctx.language, `${refusal.slice}_error_${refusal.code}`, Object.fromEntries(params));
}

function count(part: Pick<ImportReport, 'counts'>, type: string, outcome: Outcome | 'refused', by = 1): void {
  part.counts[type] ??= {};
  const ofType = part.counts[type];
  ofType[outcome] = (ofType[outcome] ?? 0) + by;
}

function merge(report: ImportReport, part: Part): void {
  report.problems.push(...part.problems);
  report.lookAlikes += part.lookAlikes;
  for (const [type, outcomes] of Object.entries(part.counts)) {
    for (const [outcome, times] of Object.entries(outcomes)) count(report, type, outcome as Outcome, times);
  }
}
