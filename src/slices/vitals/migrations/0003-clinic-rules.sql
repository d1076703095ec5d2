-- Waist and weeks of gestation at birth are signs like the others.
ALTER TABLE vitals_reading DROP CONSTRAINT vitals_reading_sign_check;
ALTER TABLE vitals_reading ADD CONSTRAINT vitals_reading_sign_check CHECK (sign IN ('systolic', 'diastolic', 'heartRate',
  'respiratoryRate', 'temperature', 'oxygenSaturation', 'height', 'weight', 'bodyMassIndex', 'headCircumference', 'pain', 'waist',
  'gestationAtBirth'));

-- How a clinic measures, where it has said so itself.
CREATE TABLE vitals_rules (
  clinic_id uuid PRIMARY KEY REFERENCES platform_clinic,
  news2 boolean NOT NULL,
  blood_pressure_scheme text COLLATE "C" NOT NULL CHECK (blood_pressure_scheme IN ('accAha', 'from140')),
  pressure_readings int NOT NULL CHECK (pressure_readings BETWEEN 1 AND 6),
  pressure_from_years int NOT NULL CHECK (pressure_from_years BETWEEN 0 AND 18),
  required text[] NOT NULL,
  recheck_critical_minutes int CHECK (recheck_critical_minutes BETWEEN 1 AND 240)
);
SELECT serambi_protect('vitals_rules');

-- The clinic's own ranges. A version is never changed: it is approved or replaced, and what was measured under it stays judged by it.
CREATE TABLE vitals_ranges (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  version int NOT NULL CHECK (version > 0),
  ranges jsonb NOT NULL,
  note text NOT NULL CHECK (note <> ''),
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz CHECK (approved_at >= saved_at),
  PRIMARY KEY (clinic_id, version),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);
SELECT serambi_protect('vitals_ranges');

-- What is to be measured again in a visit, and by when. No foreign keys on visit and patient: both are resources.
CREATE TABLE vitals_recheck (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  measures text[] NOT NULL CHECK (measures <> '{}'),
  cause text COLLATE "C" NOT NULL CHECK (cause IN ('critical', 'asked')),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL CHECK (due_at > asked_at),
  ended_at timestamptz,
  ended text COLLATE "C" CHECK (ended IN ('measured', 'cancelled')),
  end_reason text,
  PRIMARY KEY (clinic_id, id),
  CHECK ((ended_at IS NULL) = (ended IS NULL))
);
CREATE INDEX vitals_recheck_of ON vitals_recheck (clinic_id, visit_id);
SELECT serambi_protect('vitals_recheck');
