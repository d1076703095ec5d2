import { type RawBuilder, sql, type Transaction } from 'kysely';
import { uuidv7 } from '#platform/shared/ids.ts';
import type { Tables } from '../db/tables.ts';
import { macKeyId, macOf, type StoredAuditRow } from './mac.ts';

/** What happened, as the one who writes it knows it. Details hold ids and what the act needs, no other PHI. */
export interface AuditRow {
  /** ISO-8601 UTC. */
  at: string;
  actorKind: StoredAuditRow['actorKind'];
  actorId: string;
  actorName: string;
  deviceId?: string | undefined;
  /** `<slice>.<verb>`, or what a verb noted beside it. */
  event: string;
  action?: string | undefined;
  outcome: StoredAuditRow['outcome'];
  patientId?: string | undefined;
  subject?: string | undefined;
  details?: Record<string, unknown> | undefined;
}

/**
 * Writes audit rows in the transaction of what they tell, in one statement and without a lock that others share.
 * @param key of the MAC, 32 bytes (`openAuditKey`)
 * @param tx with this clinic set
 */
export async function writeAudit(
  key: Uint8Array,
  tx: Transaction<Tables>,
  clinicId: string,
  rows: readonly AuditRow[],
): Promise<void> {
  if (rows.length > 0) await auditStatement(key, clinicId, rows).execute(tx);
}

/** The statement of `writeAudit`, for at least one row. */
export function auditStatement(
  key: Uint8Array,
  clinicId: string,
  rows: readonly AuditRow[],
): RawBuilder<unknown> {
  // one parameter whatever the number of rows, so that the statement's text stays the same
  return sql`
    INSERT INTO audit_event (clinic_id, id, at, actor_kind, actor_id, actor_name, device_id, event, action, outcome,
      patient_id, subject, details, mac_key, mac)
    SELECT r.clinic_id, r.id, r.at, r.actor_kind, r.actor_id, r.actor_name, r.device_id, r.event, r.action, r.outcome,
      r.patient_id, r.subject, r.details, r.mac_key, decode(r.mac, 'hex')
    FROM json_to_recordset(${JSON.stringify(auditRows(key, clinicId, rows))}::json) AS r(clinic_id uuid, id uuid,
      at timestamptz, actor_kind text, actor_id text, actor_name text, device_id text, event text, action text,
      outcome text, patient_id text, subject text, details jsonb, mac_key text, mac text)`;
}

/** Rows ready to insert, column names as in `audit_event`, each with an id and its MAC in hexadecimal. */
export function auditRows(
  key: Uint8Array,
  clinicId: string,
  rows: readonly AuditRow[],
): Record<string, unknown>[] {
  const keyId = macKeyId(key);
  return rows.map((given) => {
    const row = storable(clinicId, given);
    return {
      clinic_id: row.clinicId,
      id: row.id,
      at: row.at,
      actor_kind: row.actorKind,
      actor_id: row.actorId,
      actor_name: row.actorName,
      device_id: row.deviceId,
      event: row.event,
      action: row.action,
      outcome: row.outcome,
      patient_id: row.patientId,
      subject: row.subject,
      details: row.details,
      mac_key: keyId,
      mac: macOf(key, row).toString('hex'),
    };
  });
}

/** Exactly what the database will give back, so that the MAC still fits when it is read. */
function storable(clinicId: string, given: AuditRow): StoredAuditRow {
  const at = new Date(given.at);
  return {
    clinicId,
    id: uuidv7(at.getTime()),
    at: at.toISOString(),
    actorKind: given.actorKind,
    actorId: plainText(given.actorId),
    actorName: plainText(given.actorName),
    deviceId: textOrNull(given.deviceId),
    event: plainText(given.event),
    action: textOrNull(given.action),
    outcome: given.outcome,
    patientId: textOrNull(given.patientId),
    subject: textOrNull(given.subject),
    details: given.details === undefined ? null : (plainJson(given.details) as Record<string, unknown>),
  };
}

/** PostgreSQL stores neither NUL nor half of a surrogate pair; bad input must not cost the trail its row. */
function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined ? null : plainText(text);
}

function plainJson(value: unknown): unknown {
  const json = JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return inner.toString();
    return typeof inner === 'string' ? plainText(inner) : inner;
  });
  return renamed(JSON.parse(json));
}

/** The keys too: they may come from outside as well. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plainText(key), renamed(inner)]));
}
