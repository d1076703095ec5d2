// Generated from the migrated database by `node bin/run.js generate-tables`; do not edit.
import type { ColumnType, Generated } from 'kysely';

/** A jsonb column: a value is read, its JSON text is written. */
export type Json = ColumnType<unknown, string, string>;

export interface AmendmentsPartyTable {
  clinic_id: string;
  id: string;
  request_id: string;
  name: string;
  kind: string;
  told_on: string | null;
  told_way: string | null;
  told_by: string | null;
}

export interface AmendmentsRequestTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  state: string;
  outcome: string | null;
  content: string;
  requester_kind: string;
  requester_name: string;
  authority: string;
  place: string;
  wanted: string;
  why: string;
  received_on: string;
  due_at: string;
  extended_at: string | null;
  extension_reason: string | null;
  extension_told_on: string | null;
  decided_at: string | null;
  decided_by: string | null;
  linked_place: Generated<string>;
  linked_resource: string | null;
  deny_reason: string | null;
  deny_words: Generated<string>;
  told_on: string | null;
  told_way: string | null;
  statement: string | null;
  statement_on: string | null;
  rebuttal: string | null;
  rebuttal_copy_on: string | null;
  rebuttal_way: string | null;
}

export interface AmendmentsSettingTable {
  clinic_id: string;
  answer_amount: number;
  answer_unit: string;
  extension_days: number;
}

export interface AmendmentsStepTable {
  clinic_id: string;
  request_id: string;
  state: string;
  at: string;
  by_name: string;
  note: string;
}

export interface AuditEventTable {
  clinic_id: string;
  id: string;
  at: string;
  actor_kind: string;
  actor_id: string;
  actor_name: string;
  device_id: string | null;
  event: string;
  action: string | null;
  outcome: string;
  patient_id: string | null;
  subject: string | null;
  details: ColumnType<unknown, string | null, string | null>;
  mac_key: string;
  mac: Buffer;
}

export interface AuditPendingTable {
  clinic_id: string;
  id: string;
}

export interface AuditSealTable {
  clinic_id: string;
  number: bigint;
  at: string;
  ids: string[];
  rows_hash: Buffer;
  previous: Buffer;
  hash: Buffer;
  key_id: string;
  signature: Buffer;
}

export interface BookkeepingAccountTable {
  clinic_id: string;
  code: string;
  label_en: string;
  label_id: string;
  normal: string;
}

export interface BookkeepingAdjustmentTable {
  clinic_id: string;
  visit_id: string;
  line_key: string;
  label: string | null;
  fee_code: string | null;
  quantity: string | null;
  unit_price_minor: bigint | null;
  pays: string | null;
  removed: boolean;
  reason: string;
  changed_by: string;
  changed_by_name: string;
  changed_at: string;
}

export interface BookkeepingBillTable {
  clinic_id: string;
  bill_id: string;
  visit_id: string;
  patient_id: string;
  payer_id: string;
  state: string;
  day: string;
  total_minor: bigint;
  patient_minor: bigint;
  payer_minor: bigint;
  copay_minor: bigint;
  currency: string;
  reason: string | null;
  journal_id: string | null;
  issued_at: string;
  issued_by: string;
}

export interface BookkeepingBillLineTable {
  clinic_id: string;
  bill_id: string;
  place: number;
  line_key: string;
  label_en: string;
  fee_code: string | null;
  quantity: string;
  unit_price_minor: bigint;
  amount_minor: bigint;
  pays: string;
  performer_id: string | null;
  performer_name: string | null;
  reason: string | null;
  label_id: string;
}

export interface BookkeepingDayTable {
  clinic_id: string;
  day: string;
  locked_at: string | null;
  locked_by: string | null;
}

export interface BookkeepingDayExplanationTable {
  clinic_id: string;
  day: string;
  visit_id: string;
  reason: string;
  explained_by_name: string;
}

export interface BookkeepingDrawerTable {
  clinic_id: string;
  drawer_id: string;
  cashier_id: string;
  cashier_name: string;
  place: string;
  station_id: string | null;
  day: string;
  state: string;
  float_minor: bigint;
  currency: string;
  opened_at: string;
  expected_minor: bigint | null;
  counted_minor: bigint | null;
  counted_by: string | null;
  counted_by_name: string | null;
  reason: string | null;
  approved_by: string | null;
  approved_by_name: string | null;
  closed_at: string | null;
}

export interface BookkeepingDrawerCountTable {
  clinic_id: string;
  count_id: string;
  drawer_id: string;
  counted_minor: bigint;
  expected_minor: bigint;
  denominations: Json;
  counted_by_name: string;
  at: string;
}

export interface BookkeepingDrawerMovementTable {
  clinic_id: string;
  movement_id: string;
  drawer_id: string;
  kind: string;
  amount_minor: bigint;
  words: string;
  journal_id: string;
  at: string;
}

export interface BookkeepingFeeTable {
  clinic_id: string;
  code: string;
  label_en: string;
  label_id: string;
  kind: string;
  prices_code: string | null;
  active: boolean;
}

export interface BookkeepingFeePriceTable {
  clinic_id: string;
  fee_code: string;
  payer_id: string;
  price_minor: bigint;
  currency: string;
}

export interface BookkeepingJournalTable {
  clinic_id: string;
  journal_id: string;
  day: string;
  kind: string;
  subject: string | null;
  memo: string;
  reverses: string | null;
  posted_at: string;
  posted_by: string;
  posted_by_name: string;
  made_in: Generated<string>;
}

export interface BookkeepingPatientAccountTable {
  clinic_id: string;
  patient_id: string;
}

export interface BookkeepingPostingTable {
  clinic_id: string;
  journal_id: string;
  place: number;
  day: string;
  account: string;
  debit_minor: bigint;
  credit_minor: bigint;
  currency: string;
  patient_id: string | null;
  visit_id: string | null;
  payer_id: string | null;
}

export interface BookkeepingReceiptTable {
  clinic_id: string;
  receipt_id: string;
  year: number;
  sequence: number;
  number: string;
  kind: string;
  patient_id: string;
  visit_id: string | null;
  day: string;
  total_minor: bigint;
  tendered_minor: bigint;
  change_minor: bigint;
  rounding_minor: bigint;
  currency: string;
  journal_id: string;
  drawer_id: string | null;
  paper_id: string;
  taken_at: string;
  taken_by: string;
  taken_by_name: string;
}

export interface BookkeepingReceiptMethodTable {
  clinic_id: string;
  receipt_id: string;
  place: number;
  method: string;
  amount_minor: bigint;
  reference: string | null;
}

export interface BookkeepingReceiptNumberTable {
  clinic_id: string;
  year: number;
  last_number: number;
}

export interface BookkeepingReceiptVoidTable {
  clinic_id: string;
  receipt_id: string;
  reason: string;
  journal_id: string;
  voided_at: string;
  voided_by_name: string;
}

export interface BookkeepingSettingsTable {
  clinic_id: string;
  cash_step_minor: bigint;
  reason_above_minor: bigint;
  manager_above_minor: bigint;
  receipt_prefix: string;
}

export interface CheckInKioskTable {
  clinic_id: string;
  device_id: string;
  station_id: string | null;
  set_at: string;
  set_by: string;
}

export interface CheckInMissTable {
  clinic_id: string;
  subject: string;
  since: string;
  misses: number;
}

export interface CheckInProposalTable {
  clinic_id: string;
  id: string;
  session_id: string;
  visit_id: string;
  patient_id: string;
  kind: string;
  value: Json;
  document_id: string | null;
  at: string;
  state: string;
  decided_at: string | null;
  decided_by: string | null;
  reason: string | null;
}

export interface CheckInSessionTable {
  clinic_id: string;
  id: string;
  way: string;
  place: string;
  device_id: string | null;
  visit_id: string;
  patient_id: string;
  agreed: string[];
  said: ColumnType<unknown, string | null, string | null>;
  opened_at: string;
  last_at: string;
  ended_at: string | null;
  finished_at: string | null;
}

export interface CompetenciesAttemptTable {
  clinic_id: string;
  attempt_id: string;
  staff_id: string;
  code: string;
  version: number;
  purpose: string;
  method: string;
  observer_id: string;
  observer_name: string;
  at: string;
  results: Json;
  passed: boolean;
  note: string;
  visit_id: string | null;
}

export interface CompetenciesCompetencyTable {
  clinic_id: string;
  code: string;
  version: number;
  place: number;
  label_en: string;
  label_id: string;
  acts: string[];
  roles: string[];
  practices: number;
  valid_months: number;
  observers: string;
  steps: Json;
  active: boolean;
}

export interface CompetenciesPersonTable {
  clinic_id: string;
  staff_id: string;
  code: string;
  standing_id: string;
  learning_since: string | null;
  validated_at: string | null;
  validated_by: Generated<string>;
  method: string | null;
  through_day: string | null;
  until_at: string | null;
  suspended_at: string | null;
  suspended_by: Generated<string>;
  suspended_for: Generated<string>;
  trainer: Generated<boolean>;
  told_days: number | null;
}

export interface CompetenciesPracticeTable {
  clinic_id: string;
  staff_id: string;
  code: string;
  resource: string;
  about: string;
  members: string[];
  done_at: string;
  corrected: Generated<boolean>;
  in_error: Generated<boolean>;
  state: string;
  decided_at: string | null;
  decided_by: Generated<string>;
  decided_for: Generated<string>;
}

export interface CompetenciesVersionTable {
  clinic_id: string;
  code: string;
  version: number;
  definition: Json;
  changed_at: string;
  changed_by: string;
}

export interface DevicesDeviceTable {
  clinic_id: string;
  id: string;
  name: string;
  device_hash: Buffer;
  paired_at: string;
  paired_by: string;
}

export interface DevicesPairingTable {
  code_hash: Buffer;
  clinic_id: string;
  name: string;
  asked_by: string;
  expires_at: string;
}

export interface DisclosuresAuthorisationTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  description: string;
  discloser: string;
  recipient: string;
  purpose: string;
  expires_on: string | null;
  expiry_event: string;
  signed_on: string | null;
  signer: string;
  signer_name: string;
  authority: string;
  revocation: boolean;
  redisclosure: boolean;
  no_conditioning: boolean;
  special: string[];
  ended: string | null;
  ended_on: string | null;
  ended_note: Generated<string>;
  ended_by: string | null;
  created_at: string;
  created_by: string;
}

export interface DisclosuresDisclosureTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  request_id: string | null;
  authorisation_id: string | null;
  disclosed_on: string;
  recipient_kind: string;
  recipient_name: string;
  recipient_address: string;
  purpose: string;
  basis: string;
  parts: string[];
  parts_note: string;
  from_on: string | null;
  to_on: string | null;
  special: string[];
  way: string;
  logged_at: string;
  logged_by: string;
  error_at: string | null;
  error_by: string | null;
  error_reason: string | null;
}

export interface DisclosuresGivenTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  given_on: string;
  given_by: string;
  lines: number;
}

export interface DisclosuresHoldTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  reason: string;
  placed_at: string;
  placed_by: string;
  lifted_at: string | null;
  lifted_by: string | null;
  lift_reason: string | null;
}

export interface DisclosuresRequestTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  state: string;
  outcome: string | null;
  requester_kind: string;
  requester_name: string;
  recipient_name: string;
  recipient_address: string;
  purpose: string;
  basis: string;
  parts: string[];
  parts_note: string;
  from_on: string | null;
  to_on: string | null;
  special: string[];
  way: string;
  authorisation_id: string | null;
  received_on: string;
  due_at: string;
  extended_at: string | null;
  extension_reason: Generated<string>;
  identity: string | null;
  authority: Generated<string>;
  deny_reason: string | null;
}

export interface DisclosuresRetentionTable {
  clinic_id: string;
  code: string;
  place: number;
  label: string;
  basis: string;
  start_event: string;
  years: number;
  action: string;
}

export interface DisclosuresSettingTable {
  clinic_id: string;
  access_amount: number;
  access_unit: string;
  extension_days: number;
  other_amount: number;
  other_unit: string;
  accounting_years: number;
}

export interface DisclosuresStepTable {
  clinic_id: string;
  request_id: string;
  state: string;
  at: string;
  by_name: string;
  note: string;
}

export interface DocumentsCheckTable {
  clinic_id: string;
  document_id: string;
  picked_at: string;
  filed_by: string;
  checked_at: string | null;
  checked_by: string | null;
  checked_by_name: string | null;
  faults: string[];
  note: string;
}

export interface DocumentsDocumentTable {
  clinic_id: string;
  id: string;
  file_id: string;
  patient_id: string;
  visit_id: string | null;
  version: number;
  type_code: string;
  type_label: string;
  type_loinc: string;
  office: boolean;
  served_on: string;
  title: string;
  source: string;
  status: string;
  needs: string;
  confirmed_by: string;
  filed_at: string;
  filed_by: string;
  filed_by_name: string;
  reviewed_at: string | null;
  reviewed_by_name: string | null;
  signed_at: string | null;
  signed_by_name: string | null;
  replaces: string | null;
  amended: boolean;
  reason: string | null;
}

export interface DocumentsFileTable {
  clinic_id: string;
  id: string;
  file_name: string;
  content_type: string;
  size: number;
  pages: number;
  sha256: string;
  content: Buffer | null;
  binary_id: string | null;
  patient_id: string | null;
  received_at: string;
  received_by: string;
  received_by_name: string;
  scan: string;
  scanned_at: string | null;
  virus: string | null;
  state: string;
  aside_reason: string | null;
}

export interface DocumentsOpenedTable {
  clinic_id: string;
  document_id: string;
  staff_id: string;
  first_at: string;
}

export interface DocumentsSettingTable {
  clinic_id: string;
  most_megabytes: number;
  check_every: number;
  filed_count: number;
  scanner_host: string | null;
  scanner_port: number | null;
  scanner_down_since: string | null;
}

export interface DocumentsTypeTable {
  clinic_id: string;
  code: string;
  label_en: string;
  label_id: string;
  loinc: string;
  office: boolean;
  needs: string;
  active: boolean;
}

export interface FrontDeskAlertTable {
  clinic_id: string;
  id: string;
  visit_id: string | null;
  patient_id: string | null;
  day: string;
  level: string;
  source: string;
  code: string;
  place: string;
  what_en: string;
  what_id: string;
  raised_at: string;
  raised_by: string;
  taken_at: string | null;
  taken_by: string | null;
  left_at: string | null;
  held_step: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  outcome: string | null;
}

export interface FrontDeskCallTable {
  clinic_id: string;
  id: string;
  visit_id: string;
  day: string;
  counter_id: string | null;
  room_id: string | null;
  times: number;
  called_by: string;
  called_by_name: string;
  called_at: string;
  ended_at: string | null;
}

export interface FrontDeskCounterTable {
  clinic_id: string;
  id: string;
  name: string;
  active: boolean;
}

export interface FrontDeskFormTable {
  clinic_id: string;
  code: string;
  language: string;
  version: string;
  title: string;
  body: string;
  valid_months: number;
  required: boolean;
  may_refuse: boolean;
  since: string;
}

export interface FrontDeskMarkTable {
  clinic_id: string;
  visit_id: string;
  code: string;
  subject: string;
  from_at: string;
  ended_at: string | null;
  holds: Generated<boolean>;
  held_step: string | null;
}

export interface FrontDeskQueueTable {
  clinic_id: string;
  day: string;
  letter: string;
  last_number: number;
}

export interface FrontDeskSettingsTable {
  clinic_id: string;
  too_long_minutes: number;
  late_minutes: number;
  queue_by: string;
  queue_letters: Json;
  emergency_number: Generated<string>;
  offline_hours: Generated<number>;
}

export interface FrontDeskStepTable {
  clinic_id: string;
  step: string;
  label_en: string;
  label_id: string;
  is_on: boolean;
}

export interface FrontDeskTalkScriptTable {
  clinic_id: string;
  version: number;
  script: Json;
  saved_by: string;
  saved_at: string;
  approved_by: string | null;
  approved_at: string | null;
}

export interface FrontDeskVisitTable {
  clinic_id: string;
  visit_id: string;
  patient_id: string;
  day: string;
  practitioner_id: string | null;
  room_id: string | null;
  visit_type_code: string | null;
  reason: string;
  scheduled_at: string | null;
  walk_in: boolean;
  priority: string;
  step: string;
  since: string;
  stamps: Json;
  encountered: boolean;
  queue_number: string | null;
  payer_id: string | null;
  coverage_id: string | null;
  identified: boolean;
  escalated_at: string | null;
  needs: ColumnType<unknown, string | undefined, string>;
}

export interface IdentityAddressTable {
  address: string;
  level: number;
  at: string;
}

export interface IdentityAttemptTable {
  login_hash: Buffer;
  device_hash: Buffer;
  failed_count: number;
  last_at: string;
  locked_until: string | null;
}

export interface IdentityChallengeTable {
  secret_hash: Buffer;
  purpose: string;
  clinic_id: string | null;
  staff_id: string | null;
  expires_at: string;
}

export interface IdentityClientTable {
  clinic_id: string;
  id: string;
  name: string;
  created_at: string;
}

export interface IdentityDeviceTable {
  clinic_id: string;
  staff_id: string;
  device_hash: Buffer;
  first_at: string;
  last_at: string;
}

export interface IdentityDraftTable {
  clinic_id: string;
  staff_id: string;
  key: string;
  body: string;
  base_version: string | null;
  kept_at: string;
}

export interface IdentityLinkTable {
  token_hash: Buffer;
  kind: string;
  clinic_id: string;
  staff_id: string;
  created_at: string;
  expires_at: string;
  ended_at: string | null;
}

export interface IdentityLoginTable {
  login: string;
  clinic_id: string;
  staff_id: string;
}

export interface IdentityNamedDeviceTable {
  clinic_id: string;
  device_hash: Buffer;
}

export interface IdentityPasskeyTable {
  clinic_id: string;
  id: string;
  staff_id: string;
  name: string;
  site: string;
  public_key: Buffer;
  counter: bigint;
  transports: Generated<string[]>;
  created_at: string;
  used_at: string | null;
}

export interface IdentityRecoveryCodeTable {
  clinic_id: string;
  staff_id: string;
  code_hash: Buffer;
  used_at: string | null;
}

export interface IdentitySessionTable {
  token_hash: Buffer;
  id: string;
  clinic_id: string;
  staff_id: string;
  device_hash: Buffer | null;
  created_at: string;
  used_at: string;
  idle_minutes: number;
  absolute_until: string;
  pin_failed_count: Generated<number>;
  locked_at: string | null;
  ended_at: string | null;
  agent: string | null;
  client_address: string | null;
  factor: string | null;
}

export interface IdentityStaffTable {
  clinic_id: string;
  id: string;
  login: string;
  name: string;
  language: string;
  roles: Generated<string[]>;
  status: string;
  practitioner_id: string | null;
  password_hash: string | null;
  pin_hash: string | null;
  created_at: string;
  updated_at: string;
}

export interface IdentityTokenTable {
  token_hash: Buffer;
  id: string;
  clinic_id: string;
  staff_id: string | null;
  client_id: string | null;
  scopes: Generated<string[]>;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  ended_at: string | null;
}

export interface IdentityTotpTable {
  clinic_id: string;
  staff_id: string;
  sealed_secret: Buffer | null;
  begun_secret: Buffer | null;
  last_step: Generated<bigint>;
  confirmed_at: string | null;
}

export interface InsuranceCoverageTable {
  clinic_id: string;
  coverage_id: string;
  patient_id: string;
  payer_id: string | null;
  place: number | null;
  starts_on: string | null;
  ends_on: string | null;
  cancelled: boolean;
}

export interface InsurancePayerTable {
  clinic_id: string;
  payer_id: string;
  name: string;
  sort_name: string;
  kind: string;
  copay_minor: bigint | null;
  electronic_id: string | null;
  active: boolean;
}

export interface InsuranceVerificationTable {
  clinic_id: string;
  verification_id: string;
  coverage_id: string;
  patient_id: string;
  on_day: string;
  verified_at: string;
  verified_by: string;
  state: string;
  note: string | null;
}

export interface IntakeAnswerTable {
  clinic_id: string;
  commit_id: string;
  topic: string;
  patient_id: string;
  answer: string;
  reason: string;
}

export interface IntakeChangeTable {
  clinic_id: string;
  id: string;
  commit_id: string;
  patient_id: string;
  visit_id: string;
  topic: string;
  kind: string;
  resource: string;
  version: bigint | null;
  undo_version: bigint | null;
  wish: ColumnType<unknown, string | null, string | null>;
  before_line: ColumnType<unknown, string | null, string | null>;
  after_line: ColumnType<unknown, string | null, string | null>;
  decision: string | null;
  decided_at: string | null;
  decided_by: string | null;
  reason: Generated<string>;
}

export interface IntakeCommitTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  visit_id: string;
  nth: number;
  source: string;
  source_name: string;
  committed_at: string;
  committed_by: string;
  committed_by_name: string;
  waiting_facts: ColumnType<unknown, string | null, string | null>;
  signed_at: string | null;
  signed_by: string | null;
}

export interface IntakeSettingTable {
  clinic_id: string;
  topic: string;
  active: boolean;
  every_days: number;
  from_years: number;
}

export interface LettersNumberTable {
  clinic_id: string;
  year: number;
  number: number;
  letter_id: string;
  patient_id: string;
  signed_at: string;
  signed_by: string;
}

export interface LettersSeriesTable {
  clinic_id: string;
  year: number;
  last_number: number;
}

export interface MergingItemTable {
  clinic_id: string;
  merge_id: string;
  kind: string;
  source: string;
  item: string;
  from_version: number | null;
  to_version: number | null;
  was: Json;
}

export interface MergingMergeTable {
  clinic_id: string;
  id: string;
  survivor_id: string;
  other_id: string;
  reason: string;
  warnings: string[];
  choices: Json;
  survivor_from: number;
  survivor_to: number;
  other_from: number;
  merged_at: string;
  merged_by: string;
  undone_at: string | null;
  undone_by: string | null;
  undo_reason: string | null;
}

export interface MergingNameAlertTable {
  clinic_id: string;
  patient_id: string;
  other_id: string;
  note: string;
  set_at: string;
  set_by: string;
  ended_at: string | null;
  ended_by: string | null;
}

export interface MergingOverlayTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  what: string;
  reported_at: string;
  reported_by: string;
  state: string;
  right_id: string | null;
  decided_at: string | null;
  decided_by: string | null;
  reason: string | null;
  told: Generated<number>;
}

export interface MergingOverlayItemTable {
  clinic_id: string;
  overlay_id: string;
  type: string;
  wrong_id: string;
  copy_id: string;
}

export interface MergingPairTable {
  clinic_id: string;
  patient_id: string;
  other_id: string;
  reported_at: string | null;
  reported_by: string | null;
  report: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  looked_at: string | null;
  looked_by: string | null;
}

export interface MergingReconcileTable {
  clinic_id: string;
  merge_id: string;
  patient_id: string;
  what: string;
  opened_at: string;
  done_at: string | null;
  done_by: string | null;
}

export interface MergingSearchTable {
  clinic_id: string;
  changed_at: string;
  patient_id: string;
}

export interface MovingInImportTable {
  clinic_id: string;
  import_id: string;
  kind: string;
  file_name: string;
  file_hash: string | null;
  state: string;
  encoding: string | null;
  delimiter: string | null;
  columns: Generated<string>;
  opened_at: string;
  opened_by: string;
  ended_at: string | null;
}

export interface MovingInMappingTable {
  clinic_id: string;
  kind: string;
  name: string;
  columns: string;
  saved_at: string;
}

export interface MovingInPartTable {
  clinic_id: string;
  import_id: string;
  place: number;
  bytes: Buffer;
}

export interface MovingInRowTable {
  clinic_id: string;
  import_id: string;
  row_number: number;
  line: number;
  state: string;
  cells: string;
  problems: Generated<string>;
  candidates: Generated<string>;
  others: Generated<boolean>;
  likeness: string | null;
  written: string | null;
}

export interface OrdersConsultationTable {
  clinic_id: string;
  visit_id: string;
  patient_id: string;
  practitioner_id: string | null;
  started_at: string;
  signed_at: string | null;
  signed_by: string | null;
}

export interface OrdersDiagnosisCodeTable {
  clinic_id: string;
  system: string;
  code: string;
  label_en: string;
  label_id: string;
  place: number;
}

export interface OrdersDiagnosisWordTable {
  clinic_id: string;
  system: string;
  word: string;
  code: string;
}

export interface OrdersFavouriteTable {
  clinic_id: string;
  favourite_id: string;
  code: string;
  kind: string;
  label_en: string;
  label_id: string;
  search: string;
  detail: Json;
  place: number;
  active: boolean;
}

export interface PlatformBackupTable {
  id: string;
  reason: string;
  state: string;
  asked_at: string;
  started_at: string | null;
  finished_at: string | null;
  base: string | null;
  place: string | null;
  bytes: bigint | null;
  percent: Generated<number>;
  fault: string | null;
  fault_params: ColumnType<unknown, string | null, string | null>;
  trial: Generated<string>;
  trial_at: string | null;
  trial_tables: number | null;
  trial_rows: bigint | null;
}

export interface PlatformBackupPlaceTable {
  single: Generated<boolean>;
  place: string;
  same_disk: boolean;
  free_bytes: bigint | null;
  fault: string | null;
  fault_params: ColumnType<unknown, string | null, string | null>;
  away_since: string | null;
  waiting_bytes: Generated<bigint>;
  lost_at: string | null;
  log_until: string | null;
  good_since: string;
  key_confirmed: boolean;
  checked_at: string;
}

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

export interface PlatformClockTable {
  machine: string;
  boot: string;
  uptime_ms: bigint;
  steady_at: string;
  shown_at: string;
  jumps: ColumnType<unknown, string | undefined, string>;
}

export interface PlatformEpochTable {
  clinic_id: string;
  epoch: bigint;
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

export interface PlatformKeyTable {
  name: string;
  key_id: string;
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

export interface PrintPaperTable {
  clinic_id: string;
  id: string;
  kind: string;
  patient_id: string | null;
  subject: string;
  number: string | null;
  language: string;
  content: Json;
  created_at: string;
  created_by: string;
  printed_count: Generated<number>;
  patient_part: string | null;
}

export interface PrintStationTable {
  clinic_id: string;
  id: string;
  name: string;
  printers: Json;
}

export interface RecordDateTable {
  clinic_id: string;
  param: bigint;
  lo: string;
  hi: string;
  id: string;
  long: Generated<boolean>;
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

export interface RecordJoinedTable {
  clinic_id: string;
  patient_id: string;
  into_id: string;
  joined_at: string;
}

export interface RecordQuantityTable {
  clinic_id: string;
  param: bigint;
  code: string;
  system: string;
  lo: number;
  hi: number;
  id: string;
  unit: Generated<string>;
  canonical: Generated<string>;
  base_lo: Generated<number>;
  base_hi: Generated<number>;
}

export interface RecordReferenceTable {
  clinic_id: string;
  param: bigint;
  target_id: string;
  target_type: string;
  id: string;
  at: Generated<string>;
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
  at: Generated<string>;
  indexed: Generated<boolean>;
}

export interface RecordStringTable {
  clinic_id: string;
  param: bigint;
  folded: string;
  id: string;
  exact: Generated<string>;
}

export interface RecordTokenTable {
  clinic_id: string;
  param: bigint;
  code: string;
  system: string;
  id: string;
  at: Generated<string>;
  patient_id: string | null;
}

export interface RecordUriTable {
  clinic_id: string;
  param: bigint;
  value: string;
  id: string;
}

export interface RecordsAllergyTable {
  clinic_id: string;
  allergy_id: string;
  patient_id: string;
  statement: string;
  label: string;
  severe: boolean;
}

export interface RecordsAllergyReviewTable {
  clinic_id: string;
  patient_id: string;
  list_id: string;
  reviewed_at: string;
  reviewed_by: string;
}

export interface RecordsImportTable {
  clinic_id: string;
  file_hash: string;
  done: bigint;
  started_at: string;
  ended_at: string | null;
}

export interface RecordsImportItemTable {
  clinic_id: string;
  type: string;
  id: string;
  source_hash: string;
  version: number;
}

export interface RecordsLookAlikeTable {
  clinic_id: string;
  patient_id: string;
  other_id: string;
  score: number;
  reasons: string;
  state: string;
  found_at: string;
  decided_at: string | null;
  decided_by: string | null;
}

export interface RecordsNumberTable {
  clinic_id: string;
  number: string;
  patient_id: string;
  issued_at: string;
}

export interface RecordsNumberSeriesTable {
  clinic_id: string;
  next_number: Generated<bigint>;
}

export interface RecordsPatientTable {
  clinic_id: string;
  patient_id: string;
  record_number: string;
  name: string;
  sort_name: string;
  family_name: string | null;
  temporary_name: boolean;
  birth_date: string | null;
  sex: string;
  phone: string | null;
  city: string | null;
  address: string | null;
  language: string | null;
  interpreter: boolean;
  active: boolean;
  deceased: boolean;
  changed_at: string;
}

export interface RecordsPatientKeyTable {
  clinic_id: string;
  kind: string;
  key: string;
  patient_id: string;
  detail: Generated<string>;
}

export interface RemindersAnswerTable {
  clinic_id: string;
  id: string;
  message_id: string | null;
  patient_id: string | null;
  visit_id: string | null;
  answer: string;
  way: string;
  incoming_id: string | null;
  said: string | null;
  reply: string | null;
  at: string;
}

export interface RemindersChoiceTable {
  clinic_id: string;
  patient_id: string;
  channel: string;
  allowed: boolean;
  way: string;
  said_at: string;
  written_by: string;
}

export interface RemindersDoorTable {
  secret_hash: Buffer;
  clinic_id: string;
  purpose: string;
  subject: string;
  expires_at: string | null;
}

export interface RemindersFeedTable {
  clinic_id: string;
  id: string;
  practitioner_id: string;
  label: string;
  made_at: string;
  made_by: string;
  revoked_at: string | null;
}

export interface RemindersLetterTable {
  clinic_id: string;
  id: string;
  channel: string | null;
  address: string | null;
  other_channel: string | null;
  other_address: string | null;
  subject: string;
  text: string;
  link_path: string | null;
  until: string;
  state: string;
  attempts: Generated<number>;
  next_at: string | null;
  claimed_at: string | null;
  code: string | null;
  detail: string | null;
  created_at: string;
  ended_at: string | null;
}

export interface RemindersMessageTable {
  clinic_id: string;
  id: string;
  visit_id: string;
  patient_id: string;
  kind: string;
  occasion: string;
  ordinal: number;
  starts_at: string;
  language: string;
  template_version: number;
  text: string;
  state: string;
  channel: string | null;
  address: string | null;
  tried: Generated<string[]>;
  attempts: Generated<number>;
  next_at: string | null;
  claimed_at: string | null;
  code: string | null;
  detail: string | null;
  reference: string | null;
  done_by: string | null;
  created_at: string;
  ended_at: string | null;
  question_id: string | null;
}

export interface RemindersPatientTable {
  clinic_id: string;
  patient_id: string;
  preferred: string | null;
  zone: string | null;
}

export interface RemindersQuestionTable {
  clinic_id: string;
  id: string;
  appointment_id: string;
  patient_id: string;
  starts_at: string;
  ends_at: string;
  until: string;
  moves: boolean;
  screen: string;
  asked_at: string;
  outcome: string | null;
  ended_at: string | null;
}

export interface RemindersSettingsTable {
  clinic_id: string;
  rules: Json;
  mail: ColumnType<unknown, string | undefined, string>;
  mail_secret: Buffer | null;
  gateway: ColumnType<unknown, string | undefined, string>;
  gateway_secret: Buffer | null;
}

export interface RemindersSilentTable {
  clinic_id: string;
  channel: string;
  address: string;
  said_at: string;
}

export interface RemindersTemplateTable {
  clinic_id: string;
  kind: string;
  language: string;
  version: number;
  subject: string;
  body: string;
  saved_at: string;
  saved_by: string;
}

export interface RemindersVisitTable {
  clinic_id: string;
  visit_id: string;
  patient_id: string;
  next_at: string | null;
}

export interface RemindersWrongTable {
  address: string;
  since: string;
  tries: number;
}

export interface RosterKindTable {
  clinic_id: string;
  code: string;
  place: number;
  label_en: string;
  label_id: string;
  stretches: Json;
  break_minutes: number;
  active: boolean;
}

export interface RosterLeaveTable {
  clinic_id: string;
  id: string;
  staff_id: string;
  kind: string;
  first_day: string;
  last_day: string;
  from_at: string;
  until_at: string;
  note: string;
  state: string;
  asked_at: string;
  decided_at: string | null;
  decided_by: Generated<string>;
  decided_for: Generated<string>;
}

export interface RosterSettingsTable {
  clinic_id: string;
  rest_minutes: number;
  week_minutes: number;
  day_minutes: number;
  six_day_minutes: number;
  rest_days: number;
  broken: string;
  last_person: string;
}

export interface RosterShiftTable {
  clinic_id: string;
  id: string;
  day: string;
  staff_id: string | null;
  left_by: Generated<string>;
  kind: string;
  break_minutes: number;
  changed_at: string | null;
  changed_by: Generated<string>;
  changed_for: Generated<string>;
}

export interface RosterStretchTable {
  clinic_id: string;
  shift_id: string;
  place: number;
  staff_id: string | null;
  from_at: string;
  until_at: string;
}

export interface RosterSwapTable {
  clinic_id: string;
  id: string;
  shift_id: string;
  asker_id: string;
  other_id: string;
  other_shift_id: string | null;
  note: string;
  state: string;
  asked_at: string;
  decided_at: string | null;
  decided_by: Generated<string>;
  decided_for: Generated<string>;
}

export interface RosterWeekTable {
  clinic_id: string;
  monday: string;
  published_at: string;
  published_by: string;
  in_spite_of: Generated<string>;
}

export interface SchedulingBlockTable {
  clinic_id: string;
  id: string;
  practitioner_id: string;
  starts_at: string;
  ends_at: string;
  reason: string;
}

export interface SchedulingBookingTable {
  clinic_id: string;
  appointment_id: string | null;
  resource_kind: string;
  resource_id: string;
  lane: Generated<number>;
  starts_at: string;
  ends_at: string;
  occupied: ColumnType<string, never, never>;
  id: Generated<string>;
  hold_id: string | null;
}

export interface SchedulingChainTable {
  clinic_id: string;
  id: string;
  label_en: string;
  label_id: string;
  steps: Json;
  active: boolean;
}

export interface SchedulingClosureTable {
  clinic_id: string;
  id: string;
  day: string;
  name: string;
  from_time: string | null;
  to_time: string | null;
}

export interface SchedulingDowntimeTable {
  clinic_id: string;
  id: string;
  equipment_id: string;
  starts_at: string;
  ends_at: string;
  reason: string;
}

export interface SchedulingEquipmentTable {
  clinic_id: string;
  id: string;
  name: string;
  kind: string;
  capacity: number;
  active: boolean;
}

export interface SchedulingHoldTable {
  clinic_id: string;
  id: string;
  actor_id: string;
  session_id: string | null;
  holder_name: string;
  practitioner_id: string;
  room_id: string | null;
  starts_at: string;
  ends_at: string;
  expires_at: string;
}

export interface SchedulingRoomTable {
  clinic_id: string;
  id: string;
  name: string;
  kind: string;
  active: boolean;
  site: Generated<string>;
}

export interface SchedulingSeriesTable {
  clinic_id: string;
  id: string;
  rule: Json;
  first_day: string;
  at_time: string;
  practitioner_id: string;
  split_from: string | null;
  created_at: string;
}

export interface SchedulingSessionTable {
  clinic_id: string;
  week_id: string;
  weekday: number;
  from_time: string;
  to_time: string;
  room_id: string | null;
  quota: number | null;
  visit_type_codes: Generated<string[]>;
}

export interface SchedulingSettingsTable {
  clinic_id: string;
  lead_minutes: number;
  horizon_days: number;
  hold_minutes: Generated<number>;
  overbook_cap: Generated<number>;
  roster_decides: Generated<boolean>;
}

export interface SchedulingVisitTable {
  clinic_id: string;
  visit_id: string;
  patient_id: string | null;
  practitioner_id: string | null;
  room_id: string | null;
  visit_type_code: string | null;
  status: string;
  starts_at: string;
  ends_at: string;
  reason: string;
  sequence: number;
  cancelled_at: string | null;
  late_cancel: boolean;
  bound: boolean;
  needs_review: boolean;
  overbooked: Generated<boolean>;
  overbook_reason: Generated<string>;
  number: number | null;
  series_id: string | null;
  series_day: string | null;
  series_at: string | null;
  part_codes: Generated<string[]>;
  part_minutes: Generated<number[]>;
  chain_id: string | null;
  chain_step: number | null;
  chain_from_days: number | null;
  chain_to_days: number | null;
}

export interface SchedulingVisitTypeTable {
  clinic_id: string;
  code: string;
  label_en: string;
  label_id: string;
  duration_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  buffer_owner: string;
  patients: string;
  colour: string;
  prep_en: string;
  prep_id: string;
  practitioner_ids: string[];
  room_kind: string | null;
  active: boolean;
  provider_action: string | null;
  assistant_action: string | null;
  equipment_kinds: Generated<string[]>;
  fasting: Generated<boolean>;
  sex: Generated<string>;
  age_from_years: number | null;
  age_to_years: number | null;
}

export interface SchedulingWeekTable {
  clinic_id: string;
  id: string;
  practitioner_id: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface ScopeDutyTable {
  clinic_id: string;
  source_id: string;
  staff_id: string;
  from_at: string;
  until_at: string;
}

export interface ScopeLawTable {
  clinic_id: string;
  act: string;
  place: string;
  roles: Generated<string[]>;
  forbidden: Generated<boolean>;
  credentials: Generated<string[]>;
  subject: Generated<string>;
  minutes: Generated<number>;
  performances: Generated<number>;
  label_en: Generated<string>;
  label_id: Generated<string>;
  supervision: Generated<string>;
  supervisor: Generated<string>;
}

export interface ScopeProtocolTable {
  clinic_id: string;
  source_id: string;
  act: string;
  version: number;
  title: string;
  roles: string[];
  from_at: string;
  until_at: string;
  approved_by: string;
  from_months: number | null;
  under_months: number | null;
}

export interface ScopeRoleTable {
  clinic_id: string;
  role: string;
  label_en: string;
  label_id: string;
  actions: Generated<string[]>;
  preliminary: Generated<boolean>;
  country_template: string | null;
  licence: Generated<string>;
}

export interface ScopeRosteredTable {
  clinic_id: string;
  from_at: string;
  until_at: string;
}

export interface ScopeStandingTable {
  clinic_id: string;
  source_id: string;
  staff_id: string;
  kind: string;
  code: string;
  from_at: string;
  until_at: string | null;
  given_by: Generated<string>;
  amount: number | null;
}

export interface ScopeTermTable {
  clinic_id: string;
  act: string;
  role: string | null;
  competency: string | null;
  label_en: Generated<string>;
  label_id: Generated<string>;
  credentials: Generated<string[]>;
  supervision: Generated<string>;
  delegation: Generated<boolean>;
  co_sign: Generated<boolean>;
  protocol: Generated<string>;
}

export interface ScreeningDeclineTable {
  clinic_id: string;
  visit_id: string;
  code: string;
  patient_id: string;
  reason: string;
  declined_at: string;
  declined_by: string;
}

export interface ScreeningResultTable {
  clinic_id: string;
  response_id: string;
  patient_id: string;
  visit_id: string | null;
  code: string;
  total: number;
  self_harm: boolean;
  answered_at: string;
  answered_by: string;
}

export interface ScreeningSettingTable {
  clinic_id: string;
  code: string;
  active: boolean;
  from_years: number;
  every_months: number;
}

export interface SelfBookingPaceTable {
  address: string;
  kind: string;
  since: string;
  tries: number;
}

export interface SelfBookingRequestTable {
  clinic_id: string;
  id: string;
  attempt_id: string;
  visit_type_code: string;
  practitioner_id: string;
  starts_at: string;
  ends_at: string;
  until: string;
  hold_id: string | null;
  visit_id: string | null;
  language: string;
  name: string;
  birth_date: string | null;
  mobile: string | null;
  email: string | null;
  reason: string;
  asked_from: string;
  state: string;
  asked_at: string;
  confirmed_at: string | null;
  ended_at: string | null;
  patient_id: string | null;
  decided_by: string | null;
  decided_reason: string | null;
}

export interface SelfBookingSettingsTable {
  clinic_id: string;
  active: boolean;
  visit_type_codes: string[];
  practitioner_ids: string[];
  horizon_days: number;
  notice_minutes: number;
  hold_minutes: number;
  per_contact_daily: number;
  per_address_daily: number;
  most_waiting: number;
  most_a_day: number;
}

export interface SendingPaperTable {
  clinic_id: string;
  id: string;
  patient_id: string;
  paper_id: string;
  copy_number: number;
  title: string;
  language: string;
  way: string;
  address: string;
  state: string;
  code: string | null;
  sent_at: string;
  sent_by: string;
  sent_by_id: string;
  disclosure_id: string;
  expires_at: string;
  misses: Generated<number>;
  openings: Generated<number>;
  first_opened_at: string | null;
  last_opened_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
  ended_reason: string | null;
}

export interface TrainingBackgroundTable {
  clinic_id: string;
  background_id: string;
  staff_id: string;
  kind: string;
  level: string | null;
  title: string;
  place: string;
  from_day: string | null;
  to_day: string | null;
  confirmed_at: string | null;
  confirmed_by_id: string | null;
  confirmed_by: Generated<string>;
}

export interface TrainingCohortTable {
  clinic_id: string;
  cohort_id: string;
  programme: string;
  name: string;
  starts_on: string;
  ends_on: string;
  programme_version: Generated<number>;
}

export interface TrainingEvaluationTable {
  clinic_id: string;
  practicum_id: string;
  moment: string;
  ratings: Json;
  strengths: string;
  goals: string;
  by_id: string;
  by_name: string;
  at: string;
}

export interface TrainingGoalTable {
  clinic_id: string;
  staff_id: string;
  rung: string;
  set_at: string;
}

export interface TrainingHoursTable {
  clinic_id: string;
  entry_id: string;
  practicum_id: string;
  staff_id: string;
  on_day: string;
  from_time: string;
  to_time: string;
  from_at: string;
  to_at: string;
  break_minutes: number;
  minutes: number;
  department: string;
  state: string;
  logged_at: string;
  decided_at: string | null;
  decided_by_id: string | null;
  decided_by: Generated<string>;
  decided_for: Generated<string>;
  subject: Generated<string>;
}

export interface TrainingJournalTable {
  clinic_id: string;
  journal_id: string;
  practicum_id: string;
  on_day: string;
  body: string;
  written_at: string;
  handed_in_at: string | null;
  comment: Generated<string>;
  comment_by: Generated<string>;
}

export interface TrainingPlanTable {
  clinic_id: string;
  plan_id: string;
  staff_id: string;
  preceptor_id: string;
  template: string;
  label_en: string;
  label_id: string;
  topics: Json;
  starts_on: string;
  ends_on: string;
  extended_for: Generated<string>;
  state: string;
  closed_at: string | null;
  ended_for: Generated<string>;
  template_version: Generated<number>;
}

export interface TrainingPracticumTable {
  clinic_id: string;
  practicum_id: string;
  staff_id: string;
  site_id: string;
  preceptor_id: string;
  cohort_id: string | null;
  accreditor: string;
  agreed_hundredths: number;
  starts_on: string;
  ends_on: string;
  skills: string[];
  state: string;
  completed_at: string | null;
  ended_for: Generated<string>;
}

export interface TrainingProgrammeTable {
  clinic_id: string;
  code: string;
  version: number;
  place: number;
  kind: string;
  label_en: string;
  label_id: string;
  accreditor: string;
  months: number;
  courses: Json;
  skills: string[];
  active: boolean;
}

export interface TrainingResultTable {
  clinic_id: string;
  cohort_id: string;
  staff_id: string;
  course: string;
  result: string;
  grade: Generated<string>;
  on_day: string;
  entered_by: string;
}

export interface TrainingReviewTable {
  clinic_id: string;
  plan_id: string;
  days: number;
  due_on: string;
  told_at: string | null;
  ratings: ColumnType<unknown, string | undefined, string>;
  strengths: Generated<string>;
  goals: Generated<string>;
  outcome: string | null;
  by_name: Generated<string>;
  written_at: string | null;
  signed_at: string | null;
  learner_note: Generated<string>;
}

export interface TrainingRungTable {
  clinic_id: string;
  code: string;
  version: number;
  place: number;
  kind: string;
  label_en: string;
  label_id: string;
  note_en: string;
  note_id: string;
  from_rungs: string[];
  requirements: Json;
  active: boolean;
}

export interface TrainingSettingTable {
  clinic_id: string;
  caahep_hundredths: number;
  abhes_hundredths: number;
  none_hundredths: number;
}

export interface TrainingSiteTable {
  clinic_id: string;
  site_id: string;
  name: string;
  ambulatory: boolean;
  address: Generated<string>;
  contact: Generated<string>;
  active: boolean;
}

export interface TrainingStudentTable {
  clinic_id: string;
  cohort_id: string;
  staff_id: string;
  state: string;
  left_on: string | null;
  left_for: Generated<string>;
}

export interface TrainingTemplateTable {
  clinic_id: string;
  code: string;
  version: number;
  place: number;
  label_en: string;
  label_id: string;
  weeks: number;
  review_days: number[];
  topics: Json;
  active: boolean;
}

export interface TrainingTickTable {
  clinic_id: string;
  plan_id: string;
  topic: string;
  how: string;
  by_name: string;
  at: string;
  note: Generated<string>;
}

export interface TrainingVersionTable {
  clinic_id: string;
  list: string;
  code: string;
  version: number;
  definition: Json;
  changed_at: string;
  changed_by: string;
}

export interface VitalsRangesTable {
  clinic_id: string;
  version: number;
  ranges: Json;
  note: string;
  saved_by: string;
  saved_at: string;
  approved_by: string | null;
  approved_at: string | null;
}

export interface VitalsReadingTable {
  clinic_id: string;
  observation_id: string;
  sign: string;
  patient_id: string;
  measured_at: string;
  value: number;
  preliminary: boolean;
}

export interface VitalsRecheckTable {
  clinic_id: string;
  id: string;
  visit_id: string;
  patient_id: string;
  measures: string[];
  cause: string;
  asked_by: string;
  asked_at: string;
  due_at: string;
  ended_at: string | null;
  ended: string | null;
  end_reason: string | null;
}

export interface VitalsRulesTable {
  clinic_id: string;
  news2: boolean;
  blood_pressure_scheme: string;
  pressure_readings: number;
  pressure_from_years: number;
  required: string[];
  recheck_critical_minutes: number | null;
}

export interface WaitlistEntryTable {
  clinic_id: string;
  entry_id: string;
  patient_id: string;
  visit_type_code: string;
  practitioner_id: string | null;
  from_day: string;
  to_day: string | null;
  parts: string[];
  weekdays: number[];
  notice_minutes: number;
  priority: number;
  priority_reason: string;
  expires_on: string | null;
  keeps_visit_id: string | null;
  note: string;
  since: string;
  state: string;
  ended_at: string | null;
  end_reason: Generated<string>;
  last_offered_at: string | null;
  unanswered: Generated<number>;
  looked_at: string | null;
}

export interface WaitlistFreedTable {
  clinic_id: string;
  id: string;
  practitioner_id: string;
  starts_at: string;
  ends_at: string;
  cause: string;
  freed_at: string;
  state: string;
  next_at: string;
}

export interface WaitlistLookTable {
  clinic_id: string;
  freed_id: string;
  entry_id: string;
  place: number;
  reason: string;
  said: Generated<string>;
  said_by: Generated<string>;
  at: string;
}

export interface WaitlistOfferTable {
  clinic_id: string;
  id: string;
  freed_id: string;
  entry_id: string;
  patient_id: string;
  practitioner_id: string;
  room_id: string | null;
  starts_at: string;
  ends_at: string;
  hold_id: string;
  offered_at: string;
  offered_by: string;
  until: string;
  state: string;
  outcome: string | null;
  ended_at: string | null;
}

export interface WaitlistSettingsTable {
  clinic_id: string;
  active: boolean;
  offer_minutes: number;
  look_ahead_days: number;
  most_unanswered: number;
}

export interface WorkTaskTable {
  clinic_id: string;
  id: string;
  kind: string;
  state: string;
  action: string;
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

export interface WorkforceCredentialTable {
  clinic_id: string;
  id: string;
  staff_id: string;
  kind: string;
  number: string;
  issuer: string;
  certified_on: string;
  renewed_on: string | null;
  last_day: string | null;
  override_reason: string | null;
  suspended_reason: string | null;
  withdrawn_reason: string | null;
  evidence_id: string | null;
  changed_at: string;
  changed_by: string;
}

export interface WorkforceCredentialKindTable {
  clinic_id: string;
  code: string;
  version: number;
  rule: Json;
  active: boolean;
  changed_at: string;
  changed_by: string;
}

export interface WorkforceDelegableTable {
  clinic_id: string;
  care_to: string[];
  changed_at: string;
  changed_by: string;
}

export interface WorkforceDelegationTable {
  clinic_id: string;
  id: string;
  delegator_id: string;
  delegatee_id: string;
  act: string;
  circumstance: string;
  limits: string;
  direction: string;
  supervision: string;
  competence: string;
  evidence_id: string | null;
  from_day: string;
  last_day: string;
  from_at: string;
  until_at: string;
  given_at: string;
  delegator_name: string;
  delegatee_name: string;
  revoked_at: string | null;
  revoked_by: string | null;
  revoked_reason: string | null;
}

export interface WorkforceEducationTable {
  clinic_id: string;
  id: string;
  staff_id: string;
  day: string;
  title: string;
  category: string;
  points: number;
  approved_by: string;
  evidence_id: string | null;
  withdrawn_reason: string | null;
  changed_at: string;
  changed_by: string;
}

export interface WorkforceEvidenceTable {
  clinic_id: string;
  id: string;
  staff_id: string;
  file_name: string;
  content_type: string;
  content: Buffer;
  added_at: string;
  added_by: string;
}

export interface WorkforceJobRecordTable {
  clinic_id: string;
  staff_id: string;
  version: number;
  reports_to_id: string;
  reports_to_name: string;
  person_name: string;
  roles: string[];
  content: Json;
  from_day: string;
  to_day: string | null;
  written_at: string;
  written_by: string;
}

export interface WorkforceJobSignatureTable {
  clinic_id: string;
  staff_id: string;
  version: number;
  party: string;
  signer_id: string;
  signer_name: string;
  signed_at: string;
}

export interface WorkforceLawTable {
  clinic_id: string;
  version: number;
  place: string;
  data_version: string;
  rules: Json;
  approved_at: string;
  approved_by: string;
}

export interface WorkforceProtocolTable {
  clinic_id: string;
  id: string;
  opened_at: string;
}

export interface WorkforceProtocolApprovalTable {
  clinic_id: string;
  protocol_id: string;
  nth: number;
  version: number;
  approver_id: string;
  approver_name: string;
  approved_at: string;
  review_by: string;
  until_at: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  told_days: number | null;
}

export interface WorkforceProtocolVersionTable {
  clinic_id: string;
  protocol_id: string;
  version: number;
  title: string;
  body: string;
  acts: string[];
  roles: string[];
  conditions: string;
  items: Json;
  from_months: number | null;
  under_months: number | null;
  written_at: string;
  written_by: string;
}

export interface WorkforceToldTable {
  clinic_id: string;
  credential_id: string;
  last_day: string;
  days_before: number;
  told_at: string;
}

export interface Tables {
  amendments_party: AmendmentsPartyTable;
  amendments_request: AmendmentsRequestTable;
  amendments_setting: AmendmentsSettingTable;
  amendments_step: AmendmentsStepTable;
  audit_event: AuditEventTable;
  audit_pending: AuditPendingTable;
  audit_seal: AuditSealTable;
  bookkeeping_account: BookkeepingAccountTable;
  bookkeeping_adjustment: BookkeepingAdjustmentTable;
  bookkeeping_bill: BookkeepingBillTable;
  bookkeeping_bill_line: BookkeepingBillLineTable;
  bookkeeping_day: BookkeepingDayTable;
  bookkeeping_day_explanation: BookkeepingDayExplanationTable;
  bookkeeping_drawer: BookkeepingDrawerTable;
  bookkeeping_drawer_count: BookkeepingDrawerCountTable;
  bookkeeping_drawer_movement: BookkeepingDrawerMovementTable;
  bookkeeping_fee: BookkeepingFeeTable;
  bookkeeping_fee_price: BookkeepingFeePriceTable;
  bookkeeping_journal: BookkeepingJournalTable;
  bookkeeping_patient_account: BookkeepingPatientAccountTable;
  bookkeeping_posting: BookkeepingPostingTable;
  bookkeeping_receipt: BookkeepingReceiptTable;
  bookkeeping_receipt_method: BookkeepingReceiptMethodTable;
  bookkeeping_receipt_number: BookkeepingReceiptNumberTable;
  bookkeeping_receipt_void: BookkeepingReceiptVoidTable;
  bookkeeping_settings: BookkeepingSettingsTable;
  check_in_kiosk: CheckInKioskTable;
  check_in_miss: CheckInMissTable;
  check_in_proposal: CheckInProposalTable;
  check_in_session: CheckInSessionTable;
  competencies_attempt: CompetenciesAttemptTable;
  competencies_competency: CompetenciesCompetencyTable;
  competencies_person: CompetenciesPersonTable;
  competencies_practice: CompetenciesPracticeTable;
  competencies_version: CompetenciesVersionTable;
  devices_device: DevicesDeviceTable;
  devices_pairing: DevicesPairingTable;
  disclosures_authorisation: DisclosuresAuthorisationTable;
  disclosures_disclosure: DisclosuresDisclosureTable;
  disclosures_given: DisclosuresGivenTable;
  disclosures_hold: DisclosuresHoldTable;
  disclosures_request: DisclosuresRequestTable;
  disclosures_retention: DisclosuresRetentionTable;
  disclosures_setting: DisclosuresSettingTable;
  disclosures_step: DisclosuresStepTable;
  documents_check: DocumentsCheckTable;
  documents_document: DocumentsDocumentTable;
  documents_file: DocumentsFileTable;
  documents_opened: DocumentsOpenedTable;
  documents_setting: DocumentsSettingTable;
  documents_type: DocumentsTypeTable;
  front_desk_alert: FrontDeskAlertTable;
  front_desk_call: FrontDeskCallTable;
  front_desk_counter: FrontDeskCounterTable;
  front_desk_form: FrontDeskFormTable;
  front_desk_mark: FrontDeskMarkTable;
  front_desk_queue: FrontDeskQueueTable;
  front_desk_settings: FrontDeskSettingsTable;
  front_desk_step: FrontDeskStepTable;
  front_desk_talk_script: FrontDeskTalkScriptTable;
  front_desk_visit: FrontDeskVisitTable;
  identity_address: IdentityAddressTable;
  identity_attempt: IdentityAttemptTable;
  identity_challenge: IdentityChallengeTable;
  identity_client: IdentityClientTable;
  identity_device: IdentityDeviceTable;
  identity_draft: IdentityDraftTable;
  identity_link: IdentityLinkTable;
  identity_login: IdentityLoginTable;
  identity_named_device: IdentityNamedDeviceTable;
  identity_passkey: IdentityPasskeyTable;
  identity_recovery_code: IdentityRecoveryCodeTable;
  identity_session: IdentitySessionTable;
  identity_staff: IdentityStaffTable;
  identity_token: IdentityTokenTable;
  identity_totp: IdentityTotpTable;
  insurance_coverage: InsuranceCoverageTable;
  insurance_payer: InsurancePayerTable;
  insurance_verification: InsuranceVerificationTable;
  intake_answer: IntakeAnswerTable;
  intake_change: IntakeChangeTable;
  intake_commit: IntakeCommitTable;
  intake_setting: IntakeSettingTable;
  letters_number: LettersNumberTable;
  letters_series: LettersSeriesTable;
  merging_item: MergingItemTable;
  merging_merge: MergingMergeTable;
  merging_name_alert: MergingNameAlertTable;
  merging_overlay: MergingOverlayTable;
  merging_overlay_item: MergingOverlayItemTable;
  merging_pair: MergingPairTable;
  merging_reconcile: MergingReconcileTable;
  merging_search: MergingSearchTable;
  moving_in_import: MovingInImportTable;
  moving_in_mapping: MovingInMappingTable;
  moving_in_part: MovingInPartTable;
  moving_in_row: MovingInRowTable;
  orders_consultation: OrdersConsultationTable;
  orders_diagnosis_code: OrdersDiagnosisCodeTable;
  orders_diagnosis_word: OrdersDiagnosisWordTable;
  orders_favourite: OrdersFavouriteTable;
  platform_backup: PlatformBackupTable;
  platform_backup_place: PlatformBackupPlaceTable;
  platform_clinic: PlatformClinicTable;
  platform_clock: PlatformClockTable;
  platform_epoch: PlatformEpochTable;
  platform_idempotency: PlatformIdempotencyTable;
  platform_key: PlatformKeyTable;
  platform_migration: PlatformMigrationTable;
  platform_outbox: PlatformOutboxTable;
  print_paper: PrintPaperTable;
  print_station: PrintStationTable;
  record_date: RecordDateTable;
  record_history: RecordHistoryTable;
  record_joined: RecordJoinedTable;
  record_quantity: RecordQuantityTable;
  record_reference: RecordReferenceTable;
  record_resource: RecordResourceTable;
  record_string: RecordStringTable;
  record_token: RecordTokenTable;
  record_uri: RecordUriTable;
  records_allergy: RecordsAllergyTable;
  records_allergy_review: RecordsAllergyReviewTable;
  records_import: RecordsImportTable;
  records_import_item: RecordsImportItemTable;
  records_look_alike: RecordsLookAlikeTable;
  records_number: RecordsNumberTable;
  records_number_series: RecordsNumberSeriesTable;
  records_patient: RecordsPatientTable;
  records_patient_key: RecordsPatientKeyTable;
  reminders_answer: RemindersAnswerTable;
  reminders_choice: RemindersChoiceTable;
  reminders_door: RemindersDoorTable;
  reminders_feed: RemindersFeedTable;
  reminders_letter: RemindersLetterTable;
  reminders_message: RemindersMessageTable;
  reminders_patient: RemindersPatientTable;
  reminders_question: RemindersQuestionTable;
  reminders_settings: RemindersSettingsTable;
  reminders_silent: RemindersSilentTable;
  reminders_template: RemindersTemplateTable;
  reminders_visit: RemindersVisitTable;
  reminders_wrong: RemindersWrongTable;
  roster_kind: RosterKindTable;
  roster_leave: RosterLeaveTable;
  roster_settings: RosterSettingsTable;
  roster_shift: RosterShiftTable;
  roster_stretch: RosterStretchTable;
  roster_swap: RosterSwapTable;
  roster_week: RosterWeekTable;
  scheduling_block: SchedulingBlockTable;
  scheduling_booking: SchedulingBookingTable;
  scheduling_chain: SchedulingChainTable;
  scheduling_closure: SchedulingClosureTable;
  scheduling_downtime: SchedulingDowntimeTable;
  scheduling_equipment: SchedulingEquipmentTable;
  scheduling_hold: SchedulingHoldTable;
  scheduling_room: SchedulingRoomTable;
  scheduling_series: SchedulingSeriesTable;
  scheduling_session: SchedulingSessionTable;
  scheduling_settings: SchedulingSettingsTable;
  scheduling_visit: SchedulingVisitTable;
  scheduling_visit_type: SchedulingVisitTypeTable;
  scheduling_week: SchedulingWeekTable;
  scope_duty: ScopeDutyTable;
  scope_law: ScopeLawTable;
  scope_protocol: ScopeProtocolTable;
  scope_role: ScopeRoleTable;
  scope_rostered: ScopeRosteredTable;
  scope_standing: ScopeStandingTable;
  scope_term: ScopeTermTable;
  screening_decline: ScreeningDeclineTable;
  screening_result: ScreeningResultTable;
  screening_setting: ScreeningSettingTable;
  self_booking_pace: SelfBookingPaceTable;
  self_booking_request: SelfBookingRequestTable;
  self_booking_settings: SelfBookingSettingsTable;
  sending_paper: SendingPaperTable;
  training_background: TrainingBackgroundTable;
  training_cohort: TrainingCohortTable;
  training_evaluation: TrainingEvaluationTable;
  training_goal: TrainingGoalTable;
  training_hours: TrainingHoursTable;
  training_journal: TrainingJournalTable;
  training_plan: TrainingPlanTable;
  training_practicum: TrainingPracticumTable;
  training_programme: TrainingProgrammeTable;
  training_result: TrainingResultTable;
  training_review: TrainingReviewTable;
  training_rung: TrainingRungTable;
  training_setting: TrainingSettingTable;
  training_site: TrainingSiteTable;
  training_student: TrainingStudentTable;
  training_template: TrainingTemplateTable;
  training_tick: TrainingTickTable;
  training_version: TrainingVersionTable;
  vitals_ranges: VitalsRangesTable;
  vitals_reading: VitalsReadingTable;
  vitals_recheck: VitalsRecheckTable;
  vitals_rules: VitalsRulesTable;
  waitlist_entry: WaitlistEntryTable;
  waitlist_freed: WaitlistFreedTable;
  waitlist_look: WaitlistLookTable;
  waitlist_offer: WaitlistOfferTable;
  waitlist_settings: WaitlistSettingsTable;
  work_task: WorkTaskTable;
  workforce_credential: WorkforceCredentialTable;
  workforce_credential_kind: WorkforceCredentialKindTable;
  workforce_delegable: WorkforceDelegableTable;
  workforce_delegation: WorkforceDelegationTable;
  workforce_education: WorkforceEducationTable;
  workforce_evidence: WorkforceEvidenceTable;
  workforce_job_record: WorkforceJobRecordTable;
  workforce_job_signature: WorkforceJobSignatureTable;
  workforce_law: WorkforceLawTable;
  workforce_protocol: WorkforceProtocolTable;
  workforce_protocol_approval: WorkforceProtocolApprovalTable;
  workforce_protocol_version: WorkforceProtocolVersionTable;
  workforce_told: WorkforceToldTable;
}
