import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { keyObject } from '../key-object.ts';
import { macKeyId } from './mac.ts';

/** What a seal says of one row: enough to notice any other row in its place. */
export interface SealedRow {
  id: string;
  /** Empty where the row was gone before it could be sealed. */
  mac: Uint8Array;
  macKey: string;
}

/** A link of a clinic's chain, as it is stored. `at` is ISO-8601 UTC with milliseconds; hashes are SHA-256. */
export interface Seal {
  clinicId: string;
  number: bigint;
  at: string;
  ids: string[];
  rowsHash: Uint8Array;
  previous: Uint8Array;
  hash: Uint8Array;
  keyId: string;
  signature: Uint8Array;
}

/** What the first seal of a clinic has before it. */
export const beforeTheFirst: Uint8Array = new Uint8Array(32);

/** Puts the rows of one seal into its hash, in their order. */
export class RowsHash {
  private readonly hash = createHash('sha256').update('serambi-rows-1');

  add(row: SealedRow): void {
    const idAndLengths = Buffer.alloc(18);
    idAndLengths.write(row.id.replaceAll('-', ''), 0, 'hex');
    idAndLengths.writeUInt8(Math.min(row.mac.length, 255), 16);
    idAndLengths.writeUInt8(Math.min(row.macKey.length, 255), 17);
    this.hash.update(idAndLengths).update(row.mac).update(row.macKey);
  }

  digest(): Buffer {
    return this.hash.digest();
  }
}

/** The hash that the next seal carries on and the signature covers. */
export function sealHash(seal: Omit<Seal, 'hash' | 'signature'>): Buffer {
  const head = [
    'serambi-seal-1',
    seal.clinicId,
    String(seal.number),
    seal.at,
    seal.keyId,
    Buffer.from(seal.rowsHash).toString('hex'),
    Buffer.from(seal.previous).toString('hex'),
  ];
  return createHash('sha256')
    .update(JSON.stringify([...head, seal.ids]))
    .digest();
}

/** HMAC-SHA-256 of a seal's hash; the words before it keep it apart from a row's MAC by the same key. */
export function signHash(key: Uint8Array, hash: Uint8Array): Buffer {
  return createHmac('sha256', keyObject(key)).update('serambi-seal-1\n').update(hash).digest();
}

/** Whether the signature was made by this key for this hash. */
export function signatureFits(key: Uint8Array, hash: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 32 && timingSafeEqual(signHash(key, hash), signature);
}

/** The next link after `last`, signed. */
export function makeSeal(
  key: Uint8Array,
  at: { clinicId: string; at: string; last: { number: bigint; hash: Uint8Array } | undefined },
  rows: readonly SealedRow[],
): Seal {
  const over = new RowsHash();
  for (const row of rows) over.add(row);
  const open = {
    clinicId: at.clinicId,
    number: (at.last?.number ?? 0n) + 1n,
    at: at.at,
    ids: rows.map((row) => row.id),
    rowsHash: over.digest(),
    previous: at.last?.hash ?? beforeTheFirst,
    keyId: macKeyId(key),
  };
  const hash = sealHash(open);
  return { ...open, hash, signature: signHash(key, hash) };
}
