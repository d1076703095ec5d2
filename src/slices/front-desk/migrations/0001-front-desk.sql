-- One row a visit, kept from its Appointment and its Encounter, which have one id. No foreign key to the patient:
-- a bundle may name the visit first.
CREATE TABLE front_desk_visit (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  -- the clinic's calendar day, YYYY-MM-DD
  day text COLLATE "C" NOT NULL CHECK (day ~ '^\d{4}-\d\d-\d\d$'),
  practitioner_id text COLLATE "C",
  -- where she is; the booked room until somebody takes her to one
  room_id text COLLATE "C",
  visit_type_code text COLLATE "C",
  reason text NOT NULL,
  scheduled_at timestamptz,
  walk_in boolean NOT NULL,
  priority text COLLATE "C" NOT NULL CHECK (priority IN ('emergency', 'urgent', 'routine')),
  step text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL,
  -- first instant at each step that still counts, { step: instant }
  stamps jsonb NOT NULL,
  -- an Encounter stands: from now on the Appointment no longer says which step it is
  encountered boolean NOT NULL,
  queue_number text COLLATE "C",
  payer_id text COLLATE "C",
  coverage_id text COLLATE "C",
  identified boolean NOT NULL,
  -- when those who room were told that she waits too long: once a visit
  escalated_at timestamptz,
  PRIMARY KEY (clinic_id, visit_id)
);
-- the board, the wall and the waits of a day
CREATE INDEX front_desk_visit_day ON front_desk_visit (clinic_id, day);
CREATE INDEX front_desk_visit_patient ON front_desk_visit (clinic_id, patient_id, day);
SELECT serambi_protect('front_desk_visit');

-- The row is locked from the number's issue to the commit: a number that was rolled back is issued again, so none is
-- missing, and two at once wait for each other, so none is doubled.
CREATE TABLE front_desk_queue (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  day text COLLATE "C" NOT NULL,
  letter text COLLATE "C" NOT NULL,
  last_number integer NOT NULL CHECK (last_number > 0),
  PRIMARY KEY (clinic_id, day, letter)
);
SELECT serambi_protect('front_desk_queue');

-- A clinic's own names of the steps; what has no row is called as the country calls it.
CREATE TABLE front_desk_step (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  step text COLLATE "C" NOT NULL,
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  is_on boolean NOT NULL,
  PRIMARY KEY (clinic_id, step)
);
SELECT serambi_protect('front_desk_step');

CREATE TABLE front_desk_settings (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  too_long_minutes integer NOT NULL CHECK (too_long_minutes > 0),
  late_minutes integer NOT NULL CHECK (late_minutes >= 0),
  queue_by text NOT NULL CHECK (queue_by IN ('none', 'visitType', 'payerKind')),
  queue_letters jsonb NOT NULL
);
SELECT serambi_protect('front_desk_settings');

-- Texts that patients sign. A version is never changed: somebody may have signed it.
CREATE TABLE front_desk_form (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL CHECK (language IN ('en', 'id')),
  version text COLLATE "C" NOT NULL,
  title text NOT NULL,
  body text NOT NULL,
  valid_months integer NOT NULL CHECK (valid_months >= 0),
  required boolean NOT NULL,
  may_refuse boolean NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, code, language, version)
);
SELECT serambi_protect('front_desk_form');
