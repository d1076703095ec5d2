-- Backups are of the whole database, so no clinic binds these tables: they hold times, sizes and names of files, no
-- patient data. Every clinic's manager sees them.
CREATE TABLE platform_backup (
  id uuid PRIMARY KEY,
  reason text COLLATE "C" NOT NULL CHECK (reason IN ('nightly', 'asked', 'migration', 'gap')),
  -- `asked` waits for the process that owns the database.
  state text COLLATE "C" NOT NULL CHECK (state IN ('asked', 'running', 'good', 'failed')),
  asked_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  -- Its name in the backup folder.
  base text COLLATE "C",
  place text,
  bytes bigint,
  percent integer NOT NULL DEFAULT 0,
  -- A code with its parameters, of the backup or of its trial restore.
  fault text COLLATE "C",
  fault_params jsonb,
  trial text COLLATE "C" NOT NULL DEFAULT 'none' CHECK (trial IN ('none', 'running', 'good', 'failed')),
  trial_at timestamptz,
  trial_tables integer,
  trial_rows bigint
);
CREATE INDEX platform_backup_time ON platform_backup (asked_at);
COMMENT ON TABLE platform_backup IS 'What was backed up when, and whether it could be restored.';

-- One row: where backups go, and how it stands there.
CREATE TABLE platform_backup_place (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  place text NOT NULL,
  same_disk boolean NOT NULL,
  free_bytes bigint,
  -- Why it cannot be written now, as a code with its parameters.
  fault text COLLATE "C",
  fault_params jsonb,
  away_since timestamptz,
  waiting_bytes bigint NOT NULL DEFAULT 0,
  -- Log that was given up for want of room: no moment after it can be restored until the next backup.
  lost_at timestamptz,
  log_until timestamptz,
  -- Nothing has gone well since then: the last good backup, or the first start.
  good_since timestamptz NOT NULL,
  key_confirmed boolean NOT NULL,
  checked_at timestamptz NOT NULL
);
COMMENT ON TABLE platform_backup_place IS 'The backup folder as it was seen last.';
