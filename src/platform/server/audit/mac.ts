import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { keyObject } from '../key-object.ts';

/** An audit row as it is stored, without what seals it. `at` is ISO-8601 UTC with milliseconds. */
export interface StoredAuditRow {
  clinicId: string;
  id: string;
  at: string;
  actorKind: 'staff' | 'client' | 'system' | 'anyone';
  actorId: string;
  actorName: string;
  deviceId: string | null;
  event: string;
  action: string | null;
  outcome: 'done' | 'refused' | 'failed';
  patientId: string | null;
  subject: string | null;
  details: Record<string, unknown> | null;
}

/** Changes when the way in which content is put in line does, so that old rows stay verifiable by their own rule. */
const form = 'serambi-audit-1';

/**
 * One text for one content: a JSON array in fixed order, so that no two rows share a text; keys of `details` sorted,
 * because jsonb keeps no order.
 */
export function canonicalContent(row: StoredAuditRow): string {
  return JSON.stringify([
    form,
    row.clinicId,
    row.id,
    row.at,
    row.actorKind,
    row.actorId,
    row.actorName,
    row.deviceId,
    row.event,
    row.action,
    row.outcome,
    row.patientId,
    row.subject,
    sorted(row.details),
  ]);
}

/** HMAC-SHA-256 over the canonical content, 32 bytes. */
export function macOf(key: Uint8Array, row: StoredAuditRow): Buffer {
  return createHmac('sha256', keyObject(key)).update(canonicalContent(row)).digest();
}

/** Whether the row is the one that this MAC was made for. */
export function macFits(key: Uint8Array, row: StoredAuditRow, mac: Uint8Array): boolean {
  return mac.length === 32 && timingSafeEqual(macOf(key, row), mac);
}

/** Which key made a MAC, 16 hexadecimal digits; tells nothing about the key itself. */
export function macKeyId(key: Uint8Array): string {
  const known = keyIds.get(key);
  if (known !== undefined) return known;
  const id = createHash('sha256').update(key).digest('hex').slice(0, 16);
  keyIds.set(key, id);
  return id;
}

/** Asked for every row that is written; a key is never changed in place. */
const keyIds = new WeakMap<Uint8Array, string>();

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // pairs, not an object: an object would put keys that look like numbers first again
  return { pairs: entries.map(([key, inner]) => [key, sorted(inner)]) };
}
