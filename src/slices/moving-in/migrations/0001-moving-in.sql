-- A file that another system gave: how it is read, how its columns are understood, and how far it has come.
CREATE TABLE moving_in_import (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  import_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('patients', 'appointments', 'fees')),
  file_name text NOT NULL,
  -- SHA-256 of its bytes; null until all of them are here
  file_hash text COLLATE "C",
  state text COLLATE "C" NOT NULL
    CHECK (state IN ('opened', 'read', 'running', 'done', 'takingBack', 'takenBack')),
  encoding text,
  delimiter text,
  -- JSON: each column of the file and what it is taken for
  columns text NOT NULL DEFAULT '[]',
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, import_id)
);
-- The same file twice is one import, so that nothing of it goes in twice; taken back, it may come again.
CREATE UNIQUE INDEX moving_in_import_file ON moving_in_import (clinic_id, kind, file_hash)
  WHERE file_hash IS NOT NULL AND state <> 'takenBack';
-- the list, newest first
CREATE INDEX moving_in_import_opened ON moving_in_import (clinic_id, opened_at);
SELECT serambi_protect('moving_in_import');

-- The bytes as they came; they go when the rows have been read for good.
CREATE TABLE moving_in_part (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  import_id uuid NOT NULL,
  place integer NOT NULL CHECK (place >= 0),
  bytes bytea NOT NULL,
  PRIMARY KEY (clinic_id, import_id, place),
  FOREIGN KEY (clinic_id, import_id) REFERENCES moving_in_import ON DELETE CASCADE
);
SELECT serambi_protect('moving_in_part');

-- A row of the file: its cells as they stood there, what is to be said of it, and what it became.
CREATE TABLE moving_in_row (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  import_id uuid NOT NULL,
  row_number integer NOT NULL CHECK (row_number > 0),
  -- where it begins in the file, the heading being line 1
  line integer NOT NULL,
  state text COLLATE "C" NOT NULL
    CHECK (state IN ('waiting', 'good', 'warning', 'ask', 'error', 'stored', 'left', 'takenBack', 'kept')),
  cells text NOT NULL,
  -- JSON, codes and never words: whoever looks reads them in her language
  problems text NOT NULL DEFAULT '[]',
  candidates text NOT NULL DEFAULT '[]',
  -- she has said of the candidates that they are others
  others boolean NOT NULL DEFAULT false,
  -- what two rows about one person or thing have in common
  likeness text COLLATE "C",
  -- JSON: what was written, each with its version
  written text,
  PRIMARY KEY (clinic_id, import_id, row_number),
  FOREIGN KEY (clinic_id, import_id) REFERENCES moving_in_import ON DELETE CASCADE
);
CREATE INDEX moving_in_row_state ON moving_in_row (clinic_id, import_id, state, row_number);
CREATE INDEX moving_in_row_likeness ON moving_in_row (clinic_id, import_id, likeness, row_number)
  WHERE likeness IS NOT NULL;
SELECT serambi_protect('moving_in_row');

-- How the columns of a system are understood, kept by name for its next file.
CREATE TABLE moving_in_mapping (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  kind text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL CHECK (name <> ''),
  columns text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, kind, name)
);
SELECT serambi_protect('moving_in_mapping');
