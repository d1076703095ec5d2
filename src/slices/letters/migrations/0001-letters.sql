-- The last number of a year. Its row stays locked to the commit: of two letters that are signed at once the second waits,
-- and a number that is rolled back is given again.
CREATE TABLE letters_series (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
  last_number integer NOT NULL CHECK (last_number > 0),
  PRIMARY KEY (clinic_id, year)
);
SELECT serambi_protect('letters_series');

-- Which letter got which number. The letter itself is a DocumentReference; a signed one without its row here is refused,
-- so that no way of writing gives a number to a second letter, and none signs beside the verb.
CREATE TABLE letters_number (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  year integer NOT NULL,
  number integer NOT NULL,
  letter_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  signed_at timestamptz NOT NULL,
  signed_by text NOT NULL,
  PRIMARY KEY (clinic_id, year, number),
  UNIQUE (clinic_id, letter_id),
  FOREIGN KEY (clinic_id, year) REFERENCES letters_series,
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE
);
-- By which a merge of two charts finds what hangs on one of them.
CREATE INDEX letters_number_patient ON letters_number (clinic_id, patient_id);
SELECT serambi_protect('letters_number');

-- The acts of this duty, beside those with which the templates of today have them.
SELECT scope_give_later(ARRAY[
  ['letters.read', 'orders.read'],
  ['letters.draft', 'orders.draftSickNote'],
  ['letters.sign', 'orders.sign'],
  ['letters.print', 'orders.printSlip']
], or_preliminary => true);
