-- Kinds of shift where the clinic says otherwise than what it begins with (shared/kinds.ts), by code.
CREATE TABLE roster_kind (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[a-z][A-Za-z0-9]{0,19}$'),
  place integer NOT NULL,
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  -- one stretch of the clock, or two of a split shift: [{ from, until }]; until at or before from is the next day's
  stretches jsonb NOT NULL,
  break_minutes integer NOT NULL CHECK (break_minutes BETWEEN 0 AND 240),
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('roster_kind');

-- A week that was published; a week without a row is a draft.
CREATE TABLE roster_week (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  monday date NOT NULL,
  published_at timestamptz NOT NULL,
  published_by text NOT NULL,
  -- What was broken and published all the same, in the clinic's words.
  in_spite_of text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, monday)
);
SELECT serambi_protect('roster_week');

CREATE TABLE roster_shift (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  -- the day on which it begins
  day date NOT NULL,
  -- null: it has fallen free
  staff_id uuid,
  -- whose it was when it fell free
  left_by text NOT NULL DEFAULT '',
  kind text COLLATE "C" NOT NULL,
  break_minutes integer NOT NULL CHECK (break_minutes >= 0),
  -- the last change after publishing
  changed_at timestamptz,
  changed_by text NOT NULL DEFAULT '',
  changed_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
CREATE INDEX roster_shift_day ON roster_shift (clinic_id, day);
CREATE INDEX roster_shift_of ON roster_shift (clinic_id, staff_id, day);
SELECT serambi_protect('roster_shift');

-- When a shift is, as instants. That nobody has two at once is the database's to hold, whoever writes.
CREATE TABLE roster_stretch (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  shift_id uuid NOT NULL,
  place integer NOT NULL CHECK (place IN (1, 2)),
  staff_id uuid,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at AND until_at <= from_at + interval '24 hours'),
  PRIMARY KEY (clinic_id, shift_id, place),
  FOREIGN KEY (clinic_id, shift_id) REFERENCES roster_shift ON DELETE CASCADE,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  CONSTRAINT roster_stretch_no_overlap EXCLUDE USING gist (
    clinic_id WITH =, staff_id WITH =, tstzrange(from_at, until_at) WITH &&
  ) WHERE (staff_id IS NOT NULL)
);
CREATE INDEX roster_stretch_of ON roster_stretch (clinic_id, staff_id, until_at);
SELECT serambi_protect('roster_stretch');

CREATE TABLE roster_leave (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('annual', 'sick', 'family', 'training', 'other')),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  -- the days in the clinic's zone, or the part of a single one
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at),
  note text NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'cancelled')),
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text NOT NULL DEFAULT '',
  decided_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
CREATE INDEX roster_leave_of ON roster_leave (clinic_id, staff_id, until_at);
CREATE INDEX roster_leave_until ON roster_leave (clinic_id, until_at);
SELECT serambi_protect('roster_leave');

-- Two people who would each take the other's shift, or one who would take it with nothing in return.
CREATE TABLE roster_swap (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  shift_id uuid NOT NULL,
  asker_id uuid NOT NULL,
  other_id uuid NOT NULL CHECK (other_id <> asker_id),
  other_shift_id uuid CHECK (other_shift_id <> shift_id),
  note text NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'agreed', 'approved', 'declined', 'cancelled')),
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text NOT NULL DEFAULT '',
  decided_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, shift_id) REFERENCES roster_shift ON DELETE CASCADE,
  FOREIGN KEY (clinic_id, other_shift_id) REFERENCES roster_shift ON DELETE CASCADE,
  FOREIGN KEY (clinic_id, asker_id) REFERENCES identity_staff,
  FOREIGN KEY (clinic_id, other_id) REFERENCES identity_staff
);
-- a shift is asked for once at a time
CREATE UNIQUE INDEX roster_swap_open ON roster_swap (clinic_id, shift_id) WHERE state IN ('asked', 'agreed');
SELECT serambi_protect('roster_swap');

-- What the clinic lays down where it differs from its country's starting values (shared/settings.ts).
CREATE TABLE roster_settings (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  rest_minutes integer NOT NULL CHECK (rest_minutes BETWEEN 0 AND 1440),
  week_minutes integer NOT NULL CHECK (week_minutes BETWEEN 60 AND 10080),
  day_minutes integer NOT NULL CHECK (day_minutes BETWEEN 60 AND 1440),
  six_day_minutes integer NOT NULL CHECK (six_day_minutes BETWEEN 60 AND 1440),
  rest_days integer NOT NULL CHECK (rest_days BETWEEN 0 AND 6),
  broken text NOT NULL CHECK (broken IN ('warn', 'refuse')),
  last_person text NOT NULL CHECK (last_person IN ('warn', 'refuse')),
  PRIMARY KEY (clinic_id)
);
SELECT serambi_protect('roster_settings');

-- The acts of this duty for job descriptions that were written before there were these: each beside the act with which
-- the templates of today have it.
DO $$
DECLARE
  one uuid;
  later text[];
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    FOREACH later SLICE 1 IN ARRAY ARRAY[
      ['roster.read', 'work.take'],
      ['roster.read', 'workforce.read'],
      ['roster.manage', 'workforce.manage']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
