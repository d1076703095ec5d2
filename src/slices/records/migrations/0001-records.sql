-- Record numbers: issued by the clinic, without meaning, and never given to a second person, so they outlive
-- whatever happens to the patient's row.
CREATE TABLE records_number_series (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  next_number bigint NOT NULL DEFAULT 1 CHECK (next_number > 0)
);
SELECT serambi_protect('records_number_series');

CREATE TABLE records_number (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  number text COLLATE "C" NOT NULL CHECK (number <> ''),
  patient_id text COLLATE "C" NOT NULL,
  issued_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, number)
);
-- the number a patient already has, when a sender leaves it out
CREATE INDEX records_number_of ON records_number (clinic_id, patient_id, issued_at);
SELECT serambi_protect('records_number');

-- One row a patient, kept from FHIR Patient: what cards, lists and other slices' foreign keys need.
CREATE TABLE records_patient (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  record_number text COLLATE "C" NOT NULL,
  name text NOT NULL,
  -- folded, for lists in the order of names
  sort_name text COLLATE "C" NOT NULL,
  family_name text,
  -- a name like "Bayi Ny. Siti" that will be replaced
  temporary_name boolean NOT NULL,
  -- YYYY, YYYY-MM or YYYY-MM-DD; null when nobody knows
  birth_date text COLLATE "C",
  sex text NOT NULL CHECK (sex IN ('male', 'female', 'other', 'unknown')),
  -- E.164
  phone text,
  city text,
  address text,
  language text,
  interpreter boolean NOT NULL,
  active boolean NOT NULL,
  deceased boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, patient_id),
  UNIQUE (clinic_id, record_number),
  FOREIGN KEY (clinic_id, record_number) REFERENCES records_number (clinic_id, number)
);
CREATE INDEX records_patient_changed ON records_patient (clinic_id, changed_at);
SELECT serambi_protect('records_patient');

-- Everything a patient is found by. Row-level security lets only plain comparisons use an index, so a word's beginning
-- is a range of the primary key, sounds are stored as their keys, and phone digits stand from the end.
CREATE TABLE records_patient_key (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('name', 'sound', 'birth', 'number', 'phone')),
  key text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  -- which identifier a number is (nik, bpjs, recordNumber …); empty for the other kinds
  detail text COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, kind, key, patient_id, detail),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE ON DELETE CASCADE
);
-- a patient's own keys, when they are made anew and when a look-alike is weighed
CREATE INDEX records_patient_key_of ON records_patient_key (clinic_id, patient_id, kind);
SELECT serambi_protect('records_patient_key');

-- Allergies that stand, and statements that there are none. No foreign key: a bundle may name the allergy first.
CREATE TABLE records_allergy (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  allergy_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  statement text NOT NULL CHECK (statement IN ('allergy', 'none', 'noneToDrugs')),
  label text NOT NULL,
  severe boolean NOT NULL,
  PRIMARY KEY (clinic_id, allergy_id)
);
CREATE INDEX records_allergy_patient ON records_allergy (clinic_id, patient_id);
SELECT serambi_protect('records_allergy');

CREATE TABLE records_allergy_review (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  list_id text COLLATE "C" NOT NULL,
  reviewed_at timestamptz NOT NULL,
  reviewed_by text NOT NULL,
  PRIMARY KEY (clinic_id, patient_id)
);
SELECT serambi_protect('records_allergy_review');

-- Two charts that may be one person. The pair is unordered, so the smaller id stands first.
CREATE TABLE records_look_alike (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  other_id text COLLATE "C" NOT NULL,
  score float8 NOT NULL,
  -- codes of why, separated by blanks
  reasons text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'different')),
  found_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  PRIMARY KEY (clinic_id, patient_id, other_id),
  CHECK (patient_id < other_id),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON DELETE CASCADE,
  FOREIGN KEY (clinic_id, other_id) REFERENCES records_patient ON DELETE CASCADE
);
CREATE INDEX records_look_alike_open ON records_look_alike (clinic_id, state, score);
SELECT serambi_protect('records_look_alike');

-- An import goes on where it stopped: `done` counts the entries of the file whose transaction has committed.
CREATE TABLE records_import (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  file_hash text COLLATE "C" NOT NULL,
  done bigint NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, file_hash)
);
SELECT serambi_protect('records_import');

-- What an import wrote. A resource that somebody has changed since is left alone by the next import.
CREATE TABLE records_import_item (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  source_hash text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (clinic_id, type, id)
);
SELECT serambi_protect('records_import_item');
