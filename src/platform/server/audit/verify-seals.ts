import { sql } from 'kysely';
import { instantOfId } from './faults.ts';
import { macFits } from './mac.ts';
import { type RawRow, rawColumns, storedRow } from './row-query.ts';
import { beforeTheFirst, RowsHash, type Seal, sealHash, signatureFits } from './seal.ts';
import type { Examination } from './examination.ts';

/** Rows in memory at a time; seals of a quiet clinic hold few, so many go in one page. */
const pageRows = 10_000;
const pageSeals = 2_000;

interface Page {
  seals: Seal[];
  rows: Map<string, RawRow>;
}

/** Walks the chain from its first seal to its last, with the rows that each covers. @returns how many seals */
export async function checkSeals(examination: Examination): Promise<number> {
  // each row by its primary key: before the table was analysed the planner would read all of it again for each page
  await sql`SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_nestloop = on`.execute(
    examination.tx,
  );
  let last: Pick<Seal, 'number' | 'hash'> = { number: 0n, hash: beforeTheFirst };
  let count = 0;
  let next: Promise<Page> = readPage(examination, 0n);
  for (;;) {
    const page = await next;
    const newest = page.seals.at(-1);
    if (!newest) return count;
    // the database reads on while this page is being hashed
    next = readPage(examination, newest.number);
    next.catch(() => undefined);
    for (const seal of page.seals) {
      checkSeal(examination, seal, last, page.rows);
      last = seal;
    }
    count += page.seals.length;
  }
}

function checkSeal(
  examination: Examination,
  seal: Seal,
  last: Pick<Seal, 'number' | 'hash'>,
  rows: ReadonlyMap<string, RawRow>,
): void {
  const { fault, unknownKey, keys } = examination;
  const place = { seal: String(seal.number), at: seal.at };
  if (seal.number !== last.number + 1n)
    fault({
      kind: 'sealMissing',
      seal: String(last.number + 1n),
      count: Number(seal.number - last.number - 1n),
    });
  else if (Buffer.compare(seal.previous, last.hash) !== 0) fault({ kind: 'chainBroken', ...place });
  const key = keys.get(seal.keyId);
  const whole = Buffer.compare(sealHash({ ...seal, clinicId: examination.clinic.id }), seal.hash) === 0;
  if (!whole || (key && !signatureFits(key, seal.hash, seal.signature)))
    fault({ kind: 'sealChanged', ...place });
  else if (!key) unknownKey(seal.keyId, place);
  checkRows(examination, seal, rows, whole);
  examination.looked(seal.ids.length);
}

function checkRows(
  { keys, fault, unknownKey }: Examination,
  seal: Seal,
  rows: ReadonlyMap<string, RawRow>,
  whole: boolean,
): void {
  const over = new RowsHash();
  const unknown: RawRow[] = [];
  let told = false;
  for (const id of seal.ids) {
    const raw = rows.get(id);
    over.add({ id, mac: raw?.mac ?? new Uint8Array(), macKey: raw?.macKey ?? '' });
    if (!raw) {
      fault({ kind: 'rowMissing', rowId: id, at: instantOfId(id), seal: String(seal.number) });
      told = true;
      continue;
    }
    const key = keys.get(raw.macKey);
    if (!key) unknown.push(raw);
    else if (!fits(key, raw)) {
      fault({ kind: 'rowChanged', rowId: id, event: raw.event, at: raw.at, seal: String(seal.number) });
      told = true;
    }
  }
  const asSealed = Buffer.compare(over.digest(), seal.rowsHash) === 0;
  for (const raw of unknown) {
    const place = { rowId: raw.id, event: raw.event, at: raw.at, seal: String(seal.number) };
    if (asSealed) unknownKey(raw.macKey, place);
    else fault({ kind: 'rowChanged', ...place });
    told ||= !asSealed;
  }
  // each row fits by itself, and yet they are not those that were sealed
  if (!asSealed && !told && whole) fault({ kind: 'sealChanged', seal: String(seal.number), at: seal.at });
}

/** Whether a row is as its writer left it. */
export function fits(key: Uint8Array, raw: RawRow): boolean {
  const row = storedRow(raw);
  return row !== undefined && macFits(key, row, raw.mac);
}

async function readPage({ tx, clinic }: Examination, after: bigint): Promise<Page> {
  const heads = await sql<{ number: bigint; size: number }>`
    SELECT number, cardinality(ids) AS size FROM audit_seal
    WHERE clinic_id = ${clinic.id} AND number > ${after} ORDER BY number LIMIT ${pageSeals}`.execute(tx);
  let [rows, until] = [0, after];
  for (const { number, size } of heads.rows) {
    if (rows > 0 && rows + size > pageRows) break;
    [rows, until] = [rows + size, number];
  }
  if (until === after) return { seals: [], rows: new Map() };
  const seals = await sql<Seal>`
    SELECT number, at::text AS at, ids, rows_hash AS "rowsHash", previous, hash, key_id AS "keyId", signature
    FROM audit_seal WHERE clinic_id = ${clinic.id} AND number > ${after} AND number <= ${until}
    ORDER BY number`.execute(tx);
  const ids = seals.rows.flatMap((seal) => seal.ids);
  const found = await sql<RawRow>`
    SELECT ${sql.raw(rawColumns)} FROM unnest(${ids}::uuid[]) AS sealed(id)
    JOIN audit_event e ON e.clinic_id = ${clinic.id} AND e.id = sealed.id`.execute(tx);
  return {
    seals: seals.rows.map((seal) => ({ ...seal, at: instantText(seal.at) })),
    rows: new Map(found.rows.map((row) => [row.id, row])),
  };
}

/** `2026-03-10 01:00:00.5+00` as it was hashed; as it stands where nobody of ours can have written it. */
function instantText(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/.exec(text);
  return parts ? `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0')}Z` : text;
}
