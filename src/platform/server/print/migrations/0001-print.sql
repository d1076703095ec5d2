-- Papers as they were made, so that a reprint is the same paper; the count tells the original from its copies.
CREATE TABLE print_paper (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- no foreign key: reports and slips have no patient, and a merged patient's old papers stay as they were printed
  patient_id text COLLATE "C",
  subject text COLLATE "C" NOT NULL,
  number text COLLATE "C",
  language text COLLATE "C" NOT NULL CHECK (language IN ('en', 'id')),
  content jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text COLLATE "C" NOT NULL,
  printed_count integer NOT NULL DEFAULT 0 CHECK (printed_count >= 0),
  PRIMARY KEY (clinic_id, id)
);
-- a visit's or an invoice's papers, newest first
CREATE INDEX print_paper_subject ON print_paper (clinic_id, subject, created_at);
SELECT serambi_protect('print_paper');

CREATE TABLE print_station (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  name text COLLATE "C" NOT NULL,
  printers jsonb NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, name)
);
SELECT serambi_protect('print_station');
