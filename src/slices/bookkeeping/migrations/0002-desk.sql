CREATE TABLE bookkeeping_settings (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  cash_step_minor bigint NOT NULL CHECK (cash_step_minor > 0),
  reason_above_minor bigint NOT NULL CHECK (reason_above_minor >= 0),
  manager_above_minor bigint NOT NULL CHECK (manager_above_minor >= reason_above_minor),
  receipt_prefix text NOT NULL
);
SELECT serambi_protect('bookkeeping_settings');

CREATE TABLE bookkeeping_fee (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL,
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('visitType', 'act', 'medicine', 'other')),
  prices_code text COLLATE "C",
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
-- one thing has one price list
CREATE UNIQUE INDEX bookkeeping_fee_priced ON bookkeeping_fee (clinic_id, kind, prices_code) WHERE active AND prices_code IS NOT NULL;
SELECT serambi_protect('bookkeeping_fee');

CREATE TABLE bookkeeping_fee_price (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  fee_code text COLLATE "C" NOT NULL,
  payer_id text COLLATE "C" NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor >= 0),
  currency text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, fee_code, payer_id),
  FOREIGN KEY (clinic_id, fee_code) REFERENCES bookkeeping_fee ON DELETE CASCADE
);
SELECT serambi_protect('bookkeeping_fee_price');

-- What a person changed in the lines that are proposed for a visit.
CREATE TABLE bookkeeping_adjustment (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  visit_id text COLLATE "C" NOT NULL,
  line_key text COLLATE "C" NOT NULL,
  label text,
  fee_code text COLLATE "C",
  quantity text,
  unit_price_minor bigint CHECK (unit_price_minor >= 0),
  pays text,
  removed boolean NOT NULL,
  reason text NOT NULL,
  changed_by text NOT NULL,
  changed_by_name text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, visit_id, line_key)
);
SELECT serambi_protect('bookkeeping_adjustment');

-- Payments and charges of one patient take turns here, so that two tills cannot take the same debt twice.
CREATE TABLE bookkeeping_patient_account (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, patient_id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE
);
SELECT serambi_protect('bookkeeping_patient_account');

CREATE TABLE bookkeeping_bill (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  bill_id uuid NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  payer_id text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('issued', 'noCharge', 'cancelled')),
  day text COLLATE "C" NOT NULL,
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  patient_minor bigint NOT NULL CHECK (patient_minor >= 0),
  payer_minor bigint NOT NULL CHECK (payer_minor >= 0),
  copay_minor bigint NOT NULL CHECK (copay_minor >= 0),
  currency text COLLATE "C" NOT NULL,
  -- why nothing is charged, why she left with a balance, or why it was taken back
  reason text,
  journal_id uuid,
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL,
  PRIMARY KEY (clinic_id, bill_id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  FOREIGN KEY (clinic_id, journal_id) REFERENCES bookkeeping_journal
);
-- one visit, one bill
CREATE UNIQUE INDEX bookkeeping_bill_visit ON bookkeeping_bill (clinic_id, visit_id) WHERE state <> 'cancelled';
SELECT serambi_protect('bookkeeping_bill');

CREATE TABLE bookkeeping_bill_line (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  bill_id uuid NOT NULL,
  place integer NOT NULL,
  line_key text COLLATE "C" NOT NULL,
  label text NOT NULL,
  fee_code text COLLATE "C",
  quantity text NOT NULL,
  unit_price_minor bigint NOT NULL,
  amount_minor bigint NOT NULL,
  pays text COLLATE "C" NOT NULL CHECK (pays IN ('patient', 'payer', 'capitation', 'none')),
  performer_id text COLLATE "C",
  performer_name text,
  reason text,
  PRIMARY KEY (clinic_id, bill_id, place),
  FOREIGN KEY (clinic_id, bill_id) REFERENCES bookkeeping_bill
);
SELECT serambi_protect('bookkeeping_bill_line');
COMMENT ON TABLE bookkeeping_bill_line IS 'What a bill says. @append-only';

CREATE TABLE bookkeeping_drawer (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  drawer_id uuid NOT NULL,
  cashier_id text COLLATE "C" NOT NULL,
  cashier_name text NOT NULL,
  place text NOT NULL,
  station_id uuid,
  day text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'counting', 'balanced', 'variance', 'approved', 'closed')),
  float_minor bigint NOT NULL CHECK (float_minor >= 0),
  currency text COLLATE "C" NOT NULL,
  opened_at timestamptz NOT NULL,
  expected_minor bigint,
  counted_minor bigint,
  counted_by text COLLATE "C",
  counted_by_name text,
  reason text,
  approved_by text COLLATE "C",
  approved_by_name text,
  closed_at timestamptz,
  PRIMARY KEY (clinic_id, drawer_id),
  CHECK (approved_by IS NULL OR (approved_by <> cashier_id AND approved_by <> counted_by))
);
-- a cashier has one drawer at a time; one that is counted no longer takes cash
CREATE UNIQUE INDEX bookkeeping_drawer_own ON bookkeeping_drawer (clinic_id, cashier_id) WHERE state IN ('open', 'counting');
CREATE INDEX bookkeeping_drawer_day ON bookkeeping_drawer (clinic_id, day);
SELECT serambi_protect('bookkeeping_drawer');

CREATE TABLE bookkeeping_drawer_movement (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  movement_id uuid NOT NULL,
  drawer_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('receipt', 'void', 'paidIn', 'paidOut')),
  -- below zero when it leaves the drawer
  amount_minor bigint NOT NULL,
  words text NOT NULL,
  journal_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, movement_id),
  FOREIGN KEY (clinic_id, drawer_id) REFERENCES bookkeeping_drawer,
  FOREIGN KEY (clinic_id, journal_id) REFERENCES bookkeeping_journal
);
CREATE INDEX bookkeeping_drawer_movement_drawer ON bookkeeping_drawer_movement (clinic_id, drawer_id);
SELECT serambi_protect('bookkeeping_drawer_movement');
COMMENT ON TABLE bookkeeping_drawer_movement IS 'Cash in and out of a drawer. @append-only';

-- Every count stays, also one that was ordered again.
CREATE TABLE bookkeeping_drawer_count (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  count_id uuid NOT NULL,
  drawer_id uuid NOT NULL,
  counted_minor bigint NOT NULL,
  expected_minor bigint NOT NULL,
  denominations jsonb NOT NULL,
  counted_by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, count_id),
  FOREIGN KEY (clinic_id, drawer_id) REFERENCES bookkeeping_drawer
);
SELECT serambi_protect('bookkeeping_drawer_count');
COMMENT ON TABLE bookkeeping_drawer_count IS 'Counts of drawers. @append-only';

-- The row is locked from the number's issue to the commit: what was rolled back is issued again, so none is missing.
CREATE TABLE bookkeeping_receipt_number (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  year integer NOT NULL,
  last_number integer NOT NULL CHECK (last_number > 0),
  PRIMARY KEY (clinic_id, year)
);
SELECT serambi_protect('bookkeeping_receipt_number');

CREATE TABLE bookkeeping_receipt (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  receipt_id uuid NOT NULL,
  year integer NOT NULL,
  sequence integer NOT NULL,
  number text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('visit', 'deposit', 'copay', 'balance')),
  patient_id text COLLATE "C" NOT NULL,
  visit_id text COLLATE "C",
  day text COLLATE "C" NOT NULL,
  total_minor bigint NOT NULL CHECK (total_minor > 0),
  tendered_minor bigint NOT NULL,
  change_minor bigint NOT NULL CHECK (change_minor >= 0),
  rounding_minor bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  journal_id uuid NOT NULL,
  drawer_id uuid,
  paper_id uuid NOT NULL,
  taken_at timestamptz NOT NULL,
  taken_by text COLLATE "C" NOT NULL,
  taken_by_name text NOT NULL,
  PRIMARY KEY (clinic_id, receipt_id),
  UNIQUE (clinic_id, year, sequence),
  FOREIGN KEY (clinic_id, journal_id) REFERENCES bookkeeping_journal,
  FOREIGN KEY (clinic_id, drawer_id) REFERENCES bookkeeping_drawer
);
CREATE INDEX bookkeeping_receipt_day ON bookkeeping_receipt (clinic_id, day, sequence);
CREATE INDEX bookkeeping_receipt_patient ON bookkeeping_receipt (clinic_id, patient_id, taken_at);
SELECT serambi_protect('bookkeeping_receipt');
COMMENT ON TABLE bookkeeping_receipt IS 'Money taken. @append-only';

CREATE TABLE bookkeeping_receipt_method (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  receipt_id uuid NOT NULL,
  place integer NOT NULL,
  method text COLLATE "C" NOT NULL CHECK (method IN ('cash', 'card', 'transfer', 'qris', 'deposit')),
  -- what went into the till or the bank, rounding included
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  reference text,
  PRIMARY KEY (clinic_id, receipt_id, place),
  FOREIGN KEY (clinic_id, receipt_id) REFERENCES bookkeeping_receipt
);
SELECT serambi_protect('bookkeeping_receipt_method');
COMMENT ON TABLE bookkeeping_receipt_method IS 'How it was paid. @append-only';

CREATE TABLE bookkeeping_receipt_void (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  receipt_id uuid NOT NULL,
  reason text NOT NULL,
  journal_id uuid NOT NULL,
  voided_at timestamptz NOT NULL,
  voided_by_name text NOT NULL,
  PRIMARY KEY (clinic_id, receipt_id),
  FOREIGN KEY (clinic_id, receipt_id) REFERENCES bookkeeping_receipt,
  FOREIGN KEY (clinic_id, journal_id) REFERENCES bookkeeping_journal
);
SELECT serambi_protect('bookkeeping_receipt_void');
COMMENT ON TABLE bookkeeping_receipt_void IS 'Receipts taken back. @append-only';

CREATE TABLE bookkeeping_day_explanation (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  day text COLLATE "C" NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  explained_by_name text NOT NULL,
  PRIMARY KEY (clinic_id, day, visit_id)
);
SELECT serambi_protect('bookkeeping_day_explanation');
