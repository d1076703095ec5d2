-- One file that came in. Its bytes stay here while no Binary has them: what is not scanned, or is nobody's yet, is no part of
-- the record, and no door of the record may lead to it.
CREATE TABLE documents_file (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  file_name text NOT NULL,
  content_type text COLLATE "C" NOT NULL CHECK (content_type IN ('application/pdf', 'image/png', 'image/jpeg')),
  size integer NOT NULL CHECK (size > 0),
  pages integer NOT NULL CHECK (pages > 0),
  sha256 text COLLATE "C" NOT NULL,
  content bytea,
  binary_id text COLLATE "C",
  -- In whose chart the upload was begun; filed it is by documents_document alone.
  patient_id text COLLATE "C",
  received_at timestamptz NOT NULL,
  received_by text COLLATE "C" NOT NULL,
  received_by_name text NOT NULL,
  scan text COLLATE "C" NOT NULL CHECK (scan IN ('none', 'waiting', 'clean', 'virus')),
  scanned_at timestamptz,
  virus text,
  state text COLLATE "C" NOT NULL CHECK (state IN ('received', 'filed', 'aside', 'refused')),
  aside_reason text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  -- Nothing waits or is refused and is in the record all the same.
  CHECK (binary_id IS NULL OR scan IN ('none', 'clean')),
  CHECK ((scan = 'virus') = (state = 'refused'))
);
CREATE INDEX documents_file_waiting ON documents_file (clinic_id, received_at) WHERE state = 'received';
CREATE INDEX documents_file_scan ON documents_file (clinic_id, received_at) WHERE scan = 'waiting';
CREATE INDEX documents_file_hash ON documents_file (clinic_id, sha256);
CREATE INDEX documents_file_binary ON documents_file (clinic_id, binary_id);
CREATE INDEX documents_file_patient ON documents_file (clinic_id, patient_id);
SELECT serambi_protect('documents_file');

-- The index. A row is what the verbs wrote; the resource of the same id says the same, or its keeper refuses it.
CREATE TABLE documents_document (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id text COLLATE "C" NOT NULL,
  file_id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  visit_id text COLLATE "C",
  version integer NOT NULL CHECK (version > 0),
  type_code text COLLATE "C" NOT NULL,
  type_label text NOT NULL,
  type_loinc text COLLATE "C" NOT NULL,
  office boolean NOT NULL,
  served_on date NOT NULL,
  title text NOT NULL,
  source text NOT NULL CHECK (source <> ''),
  status text COLLATE "C" NOT NULL CHECK (status IN ('current', 'superseded', 'entered-in-error')),
  needs text COLLATE "C" NOT NULL CHECK (needs IN ('nothing', 'review', 'signature')),
  confirmed_by text COLLATE "C" NOT NULL CHECK (confirmed_by IN ('onPaper', 'otherwise')),
  filed_at timestamptz NOT NULL,
  filed_by text COLLATE "C" NOT NULL,
  filed_by_name text NOT NULL,
  reviewed_at timestamptz,
  reviewed_by_name text,
  signed_at timestamptz,
  signed_by_name text,
  replaces text COLLATE "C",
  amended boolean NOT NULL,
  reason text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, file_id) REFERENCES documents_file,
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  CHECK ((reviewed_at IS NULL) = (reviewed_by_name IS NULL)),
  CHECK ((signed_at IS NULL) = (signed_by_name IS NULL)),
  CHECK (status <> 'entered-in-error' OR reason IS NOT NULL)
);
CREATE INDEX documents_document_patient ON documents_document (clinic_id, patient_id, served_on);
-- A file stands in one place at a time; where it was filed by mistake it stands no more.
CREATE UNIQUE INDEX documents_document_file ON documents_document (clinic_id, file_id) WHERE status <> 'entered-in-error';
SELECT serambi_protect('documents_document');

-- Who has opened which: whom to tell when it turns out to be another patient's.
CREATE TABLE documents_opened (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  document_id text COLLATE "C" NOT NULL,
  staff_id text COLLATE "C" NOT NULL,
  first_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, document_id, staff_id),
  FOREIGN KEY (clinic_id, document_id) REFERENCES documents_document
);
SELECT serambi_protect('documents_opened');

-- The sample for a second person. Who filed stands here as well, so that the database refuses her own check.
CREATE TABLE documents_check (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  document_id text COLLATE "C" NOT NULL,
  picked_at timestamptz NOT NULL,
  filed_by text COLLATE "C" NOT NULL,
  checked_at timestamptz,
  checked_by text COLLATE "C",
  checked_by_name text,
  faults text[] NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (clinic_id, document_id),
  FOREIGN KEY (clinic_id, document_id) REFERENCES documents_document,
  CHECK ((checked_at IS NULL) = (checked_by IS NULL)),
  CHECK (checked_by IS NULL OR checked_by <> filed_by)
);
CREATE INDEX documents_check_open ON documents_check (clinic_id, picked_at) WHERE checked_at IS NULL;
SELECT serambi_protect('documents_check');

-- What the clinic has set in place of a type of ours, or beside them.
CREATE TABLE documents_type (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL,
  label_en text NOT NULL,
  label_id text NOT NULL,
  loinc text COLLATE "C" NOT NULL,
  office boolean NOT NULL,
  needs text COLLATE "C" NOT NULL CHECK (needs IN ('nothing', 'review', 'signature')),
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('documents_type');

-- filed_count is locked by each filing to its commit: of the sample none is left out and none is taken twice.
CREATE TABLE documents_setting (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  most_megabytes integer NOT NULL CHECK (most_megabytes BETWEEN 1 AND 10),
  check_every integer NOT NULL CHECK (check_every BETWEEN 0 AND 1000),
  filed_count integer NOT NULL CHECK (filed_count >= 0),
  scanner_host text,
  scanner_port integer,
  scanner_down_since timestamptz,
  PRIMARY KEY (clinic_id),
  CHECK ((scanner_host IS NULL) = (scanner_port IS NULL))
);
SELECT serambi_protect('documents_setting');

-- The acts of this duty, beside those with which the templates of today have them.
SELECT scope_give_later(ARRAY[
  ['documents.check', 'letters.print'],
  ['documents.review', 'orders.coSign'],
  ['documents.move', 'orders.coSign'],
  ['documents.sign', 'orders.sign'],
  ['documents.move', 'records.export'],
  ['documents.office', 'records.export'],
  ['documents.manage', 'records.export'],
  ['documents.read', 'letters.read'],
  ['documents.open', 'letters.print'],
  ['documents.file', 'letters.print'],
  ['documents.open', 'intake.record'],
  ['documents.file', 'intake.record']
], or_preliminary => true);
