-- Rooms are FHIR Locations; the row is what sheets and the search for a free room read.
CREATE TABLE scheduling_room (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  kind text COLLATE "C" NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
SELECT serambi_protect('scheduling_room');

CREATE TABLE scheduling_visit_type (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL,
  label_en text NOT NULL,
  label_id text NOT NULL,
  duration_minutes integer NOT NULL CHECK (duration_minutes BETWEEN 5 AND 480),
  buffer_before_minutes integer NOT NULL CHECK (buffer_before_minutes BETWEEN 0 AND 120),
  buffer_after_minutes integer NOT NULL CHECK (buffer_after_minutes BETWEEN 0 AND 120),
  buffer_owner text NOT NULL CHECK (buffer_owner IN ('practitioner', 'room', 'both')),
  patients text NOT NULL CHECK (patients IN ('any', 'new', 'established')),
  colour text NOT NULL,
  prep_en text NOT NULL,
  prep_id text NOT NULL,
  practitioner_ids text[] NOT NULL,
  room_kind text,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('scheduling_visit_type');

-- A week plan of the clinic (no practitioner) or of one provider. Two of one owner may lie over each other; the one
-- that began last holds, so no two may begin on the same day.
CREATE TABLE scheduling_week (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  practitioner_id text COLLATE "C",
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  PRIMARY KEY (clinic_id, id),
  UNIQUE NULLS NOT DISTINCT (clinic_id, practitioner_id, valid_from)
);
SELECT serambi_protect('scheduling_week');

-- Wall-clock times of the clinic's zone: nine o'clock stays nine o'clock when the clocks change.
CREATE TABLE scheduling_session (
  clinic_id uuid NOT NULL,
  week_id uuid NOT NULL,
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_time text COLLATE "C" NOT NULL CHECK (from_time ~ '^\d\d:\d\d$'),
  to_time text COLLATE "C" NOT NULL CHECK (to_time ~ '^\d\d:\d\d$' AND to_time > from_time),
  room_id text COLLATE "C",
  PRIMARY KEY (clinic_id, week_id, weekday, from_time),
  FOREIGN KEY (clinic_id, week_id) REFERENCES scheduling_week ON DELETE CASCADE
);
SELECT serambi_protect('scheduling_session');

CREATE TABLE scheduling_closure (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  day date NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  from_time text COLLATE "C",
  to_time text COLLATE "C",
  PRIMARY KEY (clinic_id, id),
  CHECK ((from_time IS NULL) = (to_time IS NULL) AND to_time > from_time IS NOT FALSE)
);
CREATE INDEX scheduling_closure_day ON scheduling_closure (clinic_id, day);
SELECT serambi_protect('scheduling_closure');

CREATE TABLE scheduling_block (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  practitioner_id text COLLATE "C" NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  reason text NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
-- "What lies over this span" is `ends_at > from AND starts_at < to`; leave that is over is the bulk of it.
CREATE INDEX scheduling_block_end ON scheduling_block (clinic_id, ends_at);
SELECT serambi_protect('scheduling_block');

-- One row per Appointment that has a time, filled by its keeper.
CREATE TABLE scheduling_visit (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C",
  practitioner_id text COLLATE "C",
  room_id text COLLATE "C",
  visit_type_code text COLLATE "C",
  status text COLLATE "C" NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  reason text NOT NULL,
  sequence integer NOT NULL,
  cancelled_at timestamptz,
  -- Inside 24 hours and asked for by the patient.
  late_cancel boolean NOT NULL,
  -- It holds the rows below. False: over, closed, another clinic's, or beside another booking.
  bound boolean NOT NULL,
  -- Came in by import and clashed: somebody must look.
  needs_review boolean NOT NULL,
  PRIMARY KEY (clinic_id, visit_id)
);
CREATE INDEX scheduling_visit_start ON scheduling_visit (clinic_id, starts_at);
CREATE INDEX scheduling_visit_patient ON scheduling_visit (clinic_id, patient_id, starts_at);
CREATE INDEX scheduling_visit_review ON scheduling_visit (clinic_id, starts_at) WHERE needs_review;
SELECT serambi_protect('scheduling_visit');

-- What a visit occupies, buffers included. The constraint is the rule that no time is given twice, whichever way the
-- write came in. `lane` is 1 unless a session allows more than one at a time; rooms know lane 1 only.
CREATE TABLE scheduling_booking (
  clinic_id uuid NOT NULL,
  appointment_id text COLLATE "C" NOT NULL,
  resource_kind text COLLATE "C" NOT NULL CHECK (resource_kind IN ('patient', 'practitioner', 'room')),
  resource_id text COLLATE "C" NOT NULL,
  lane smallint NOT NULL DEFAULT 1 CHECK (lane = 1 OR (lane > 1 AND resource_kind = 'practitioner')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  occupied tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
  PRIMARY KEY (clinic_id, appointment_id, resource_kind, resource_id),
  FOREIGN KEY (clinic_id, appointment_id) REFERENCES scheduling_visit ON DELETE CASCADE,
  CONSTRAINT scheduling_booking_no_overlap EXCLUDE USING gist (
    clinic_id WITH =, resource_kind WITH =, resource_id WITH =, lane WITH =, occupied WITH &&
  )
);
-- The plain columns beside the range are what reads use: under row-level security `&&` uses no index. Nothing lasts
-- longer than twelve hours with its buffers, so a span's rows are a range of starts.
CREATE INDEX scheduling_booking_resource ON scheduling_booking (clinic_id, resource_kind, resource_id, starts_at);
SELECT serambi_protect('scheduling_booking');
