// Generated from the migrated database by `npm run types`; do not edit.
import type { ColumnType, Generated } from 'kysely';

export interface PlatformClinicTable {
  id: string;
  slug: string;
  name: string;
  country: string;
  zone: string;
  currency: string;
  language: string;
  demo: Generated<boolean>;
  settings: ColumnType<unknown, string | undefined, string>;
  created_at: Generated<string>;
}

export interface PlatformIdempotencyTable {
  clinic_id: string;
  actor_id: string;
  key: string;
  verb: string;
  input_hash: string;
  answer: string | null;
  created_at: string;
}

export interface PlatformMigrationTable {
  name: string;
  checksum: string;
  applied_at: Generated<string>;
}

export interface PlatformOutboxTable {
  id: ColumnType<bigint, never, never>;
  clinic_id: string;
  event: string;
  payload: string;
  at: Generated<string>;
}

export interface RecordDateTable {
  clinic_id: string;
  type: string;
  param: string;
  lo: string;
  hi: string;
  id: string;
}

export interface RecordHistoryTable {
  clinic_id: string;
  type: string;
  id: string;
  version: number;
  updated_at: string;
  patient_id: string | null;
  deleted: boolean;
  content: string;
}

export interface RecordQuantityTable {
  clinic_id: string;
  type: string;
  param: string;
  code: string;
  system: string;
  lo: number;
  hi: number;
  id: string;
}

export interface RecordReferenceTable {
  clinic_id: string;
  type: string;
  param: string;
  target_id: string;
  target_type: string;
  id: string;
}

export interface RecordResourceTable {
  clinic_id: string;
  type: string;
  id: string;
  version: number;
  updated_at: string;
  patient_id: string | null;
  deleted: Generated<boolean>;
  content: string;
}

export interface RecordStringTable {
  clinic_id: string;
  type: string;
  param: string;
  folded: string;
  id: string;
}

export interface RecordTokenTable {
  clinic_id: string;
  type: string;
  param: string;
  code: string;
  system: string;
  id: string;
}

export interface RecordUriTable {
  clinic_id: string;
  type: string;
  param: string;
  value: string;
  id: string;
}

export interface WorkTaskTable {
  clinic_id: string;
  id: string;
  kind: string;
  state: string;
  owner_id: string | null;
  patient_id: string | null;
  visit_id: string | null;
  subject: string | null;
  params: string;
  urgent: boolean;
  opened_at: string;
  due_at: string;
  ended_at: string | null;
}

export interface Tables {
  platform_clinic: PlatformClinicTable;
  platform_idempotency: PlatformIdempotencyTable;
  platform_migration: PlatformMigrationTable;
  platform_outbox: PlatformOutboxTable;
  record_date: RecordDateTable;
  record_history: RecordHistoryTable;
  record_quantity: RecordQuantityTable;
  record_reference: RecordReferenceTable;
  record_resource: RecordResourceTable;
  record_string: RecordStringTable;
  record_token: RecordTokenTable;
  record_uri: RecordUriTable;
  work_task: WorkTaskTable;
}
