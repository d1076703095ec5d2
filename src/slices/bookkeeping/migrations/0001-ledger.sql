CREATE TABLE bookkeeping_account (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^\d{4}$'),
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  -- the side on which it usually stands
  normal text NOT NULL CHECK (normal IN ('debit', 'credit')),
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('bookkeeping_account');

CREATE TABLE bookkeeping_day (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  -- the clinic's calendar day, YYYY-MM-DD
  day text COLLATE "C" NOT NULL CHECK (day ~ '^\d{4}-\d\d-\d\d$'),
  locked_at timestamptz,
  locked_by text,
  PRIMARY KEY (clinic_id, day),
  CHECK ((locked_at IS NULL) = (locked_by IS NULL))
);
SELECT serambi_protect('bookkeeping_day');

CREATE TABLE bookkeeping_journal (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  journal_id uuid NOT NULL,
  day text COLLATE "C" NOT NULL,
  -- what happened, `charge`, `payment`, `reversal` …: its words are a message
  kind text COLLATE "C" NOT NULL,
  -- what it was posted for, `Type/id`
  subject text COLLATE "C",
  memo text NOT NULL,
  -- a journal is taken back once
  reverses uuid,
  posted_at timestamptz NOT NULL,
  posted_by text NOT NULL,
  posted_by_name text NOT NULL,
  -- postings may join it in this transaction only
  made_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (clinic_id, journal_id),
  UNIQUE (clinic_id, reverses),
  FOREIGN KEY (clinic_id, day) REFERENCES bookkeeping_day,
  FOREIGN KEY (clinic_id, reverses) REFERENCES bookkeeping_journal
);
CREATE INDEX bookkeeping_journal_day ON bookkeeping_journal (clinic_id, day, posted_at);
SELECT serambi_protect('bookkeeping_journal');
COMMENT ON TABLE bookkeeping_journal IS 'The ledger''s journals. @append-only';

-- No foreign key to the patient: posted rows keep the chart under which they were posted, also after a merge.
CREATE TABLE bookkeeping_posting (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  journal_id uuid NOT NULL,
  place integer NOT NULL CHECK (place > 0),
  -- of the journal, repeated so that a day's and a month's sums need no join
  day text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  debit_minor bigint NOT NULL CHECK (debit_minor >= 0),
  credit_minor bigint NOT NULL CHECK (credit_minor >= 0),
  currency text COLLATE "C" NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  patient_id text COLLATE "C",
  visit_id text COLLATE "C",
  payer_id text COLLATE "C",
  PRIMARY KEY (clinic_id, journal_id, place),
  FOREIGN KEY (clinic_id, journal_id) REFERENCES bookkeeping_journal,
  FOREIGN KEY (clinic_id, account) REFERENCES bookkeeping_account,
  CHECK ((debit_minor = 0) <> (credit_minor = 0)),
  -- so the sub-ledgers are the control accounts themselves
  CHECK (account NOT IN ('1110', '2200') OR patient_id IS NOT NULL),
  CHECK (account <> '1100' OR payer_id IS NOT NULL)
);
CREATE INDEX bookkeeping_posting_account ON bookkeeping_posting (clinic_id, account, day);
CREATE INDEX bookkeeping_posting_patient ON bookkeeping_posting (clinic_id, patient_id, account) WHERE patient_id IS NOT NULL;
SELECT serambi_protect('bookkeeping_posting');
COMMENT ON TABLE bookkeeping_posting IS 'The lines of the journals. @append-only';

-- The day stays as it is until this transaction ends: who locks it waits for those who are posting to it, and who
-- comes after the lock sees it.
CREATE FUNCTION bookkeeping_into_open_day() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  closed timestamptz;
BEGIN
  SELECT locked_at INTO closed FROM bookkeeping_day
  WHERE clinic_id = NEW.clinic_id AND day = NEW.day FOR SHARE;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'the day % is locked', NEW.day USING ERRCODE = 'SB001';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER into_open_day BEFORE INSERT ON bookkeeping_journal
FOR EACH ROW EXECUTE FUNCTION bookkeeping_into_open_day();

CREATE FUNCTION bookkeeping_with_its_journal() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM bookkeeping_journal
    WHERE clinic_id = NEW.clinic_id AND journal_id = NEW.journal_id AND day = NEW.day
      AND made_in = pg_current_xact_id()
  ) THEN
    RAISE EXCEPTION 'a posting belongs to a journal of its own transaction and day' USING ERRCODE = 'SB002';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER with_its_journal BEFORE INSERT ON bookkeeping_posting
FOR EACH ROW EXECUTE FUNCTION bookkeeping_with_its_journal();

-- Checked once per journal, when all its lines stand.
CREATE FUNCTION bookkeeping_in_balance() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  currencies integer;
  unequal integer;
BEGIN
  SELECT count(*), count(*) FILTER (WHERE debit <> credit) INTO currencies, unequal FROM (
    SELECT sum(debit_minor) AS debit, sum(credit_minor) AS credit FROM bookkeeping_posting
    WHERE clinic_id = NEW.clinic_id AND journal_id = NEW.journal_id GROUP BY currency
  ) AS sums;
  IF currencies = 0 OR unequal > 0 THEN
    RAISE EXCEPTION 'debits and credits of a journal are equal' USING ERRCODE = 'SB003';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER in_balance AFTER INSERT ON bookkeeping_journal
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bookkeeping_in_balance();

-- The app role has no right to change them; this holds for the owner of the schema too.
CREATE FUNCTION bookkeeping_stands() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is posted stands; take it back by a reversal' USING ERRCODE = 'SB004';
END
$$;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON bookkeeping_journal
FOR EACH ROW EXECUTE FUNCTION bookkeeping_stands();
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON bookkeeping_posting
FOR EACH ROW EXECUTE FUNCTION bookkeeping_stands();
CREATE FUNCTION bookkeeping_day_stays_locked() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.locked_at IS NOT NULL THEN
    RAISE EXCEPTION 'a locked day stays locked' USING ERRCODE = 'SB005';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER stays_locked BEFORE UPDATE OR DELETE ON bookkeeping_day
FOR EACH ROW EXECUTE FUNCTION bookkeeping_day_stays_locked();
