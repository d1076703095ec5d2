-- One row a visit that a physician has opened; its note is the DocumentReference with the visit's own id. The signature is kept from the note (FHIR DocumentReference), so that it
-- is the same whichever way the note was written. No foreign key on the visit: its row is front-desk's to make and move.
CREATE TABLE orders_consultation (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  practitioner_id text COLLATE "C",
  started_at timestamptz NOT NULL,
  signed_at timestamptz,
  signed_by text,
  PRIMARY KEY (clinic_id, visit_id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE
);
-- a physician's list of what waits for her signature
CREATE INDEX orders_consultation_open ON orders_consultation (clinic_id, practitioner_id, started_at) WHERE signed_at IS NULL;
CREATE INDEX orders_consultation_patient ON orders_consultation (clinic_id, patient_id, started_at);
SELECT serambi_protect('orders_consultation');

-- The clinic's diagnosis list in words of our own; licensed descriptors come from the clinic's file. `place` is the
-- order of the list, commonest first, and decides among equals.
CREATE TABLE orders_diagnosis_code (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  system text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  place integer NOT NULL,
  PRIMARY KEY (clinic_id, system, code)
);
SELECT serambi_protect('orders_diagnosis_code');

-- Folded words of both labels and the synonyms. A word's beginning is a range of the primary key: under row-level
-- security LIKE and trigrams use no index.
CREATE TABLE orders_diagnosis_word (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  system text COLLATE "C" NOT NULL,
  word text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, system, word, code),
  FOREIGN KEY (clinic_id, system, code) REFERENCES orders_diagnosis_code ON DELETE CASCADE
);
SELECT serambi_protect('orders_diagnosis_word');

CREATE TABLE orders_favourite (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  favourite_id uuid NOT NULL,
  -- stable name of a thing that can be ordered, by which bookkeeping finds its fee
  code text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('test', 'medicine', 'procedure', 'referral', 'followUp')),
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  search text NOT NULL,
  -- the order as the contract writes it
  detail jsonb NOT NULL,
  place integer NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, favourite_id),
  UNIQUE (clinic_id, code)
);
SELECT serambi_protect('orders_favourite');
