import { parseInstant } from '../db/parsers.ts';
import type { StoredAuditRow } from './mac.ts';

/** A row as the database tells it: `at` and `details` as text, because whoever changed them may have left anything. */
export interface RawRow extends Omit<StoredAuditRow, 'at' | 'details'> {
  at: string;
  details: string | null;
  mac: Buffer;
  macKey: string;
}

/** Columns of `audit_event e` as a `RawRow`. */
export const rawColumns = `e.clinic_id AS "clinicId", e.id, e.at::text AS at, e.actor_kind AS "actorKind",
  e.actor_id AS "actorId", e.actor_name AS "actorName", e.device_id AS "deviceId", e.event, e.action, e.outcome,
  e.patient_id AS "patientId", e.subject, e.details::text AS details, e.mac, e.mac_key AS "macKey"`;

/** The row whose MAC is to fit; undefined where it holds what no writer of ours can have written. */
export function storedRow(raw: RawRow): StoredAuditRow | undefined {
  try {
    const details = raw.details === null ? null : parseDetails(raw.details);
    if (details === undefined) return undefined;
    return { ...raw, at: parseInstant(raw.at), details };
  } catch {
    return undefined;
  }
}

/** A number that a writer of ours can have written is the shortest text of a double; anything else was put there. */
const oddNumber = /\d{16}|\.\d*0(?!\d)|[eE][+-]?\d/;

function parseDetails(text: string): Record<string, unknown> | undefined {
  if (!oddNumber.test(text)) return JSON.parse(text);
  let odd = false;
  const parsed = JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value === 'number' && plain(context?.source ?? '') !== plain(String(value))) odd = true;
    return value;
  });
  return odd ? undefined : parsed;
}

/** Decimal digits without exponent, so that `1e21` and what PostgreSQL makes of it are one text; zeros count. */
function plain(number: string): string {
  const [, sign = '', whole = '', part = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const shift = Number(power);
  const digits = whole + part;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const padded = digits.padEnd(point, '0');
  const rest = padded.slice(point);
  return `${sign}${padded.slice(0, point).replace(/^0+(?=\d)/, '')}${rest ? `.${rest}` : ''}`;
}
