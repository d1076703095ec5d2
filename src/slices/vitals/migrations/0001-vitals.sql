-- One row a sign and Observation that counts: what trends, last values and comparisons read, in canonical units (mmHg,
-- per minute, Cel, %, cm, kg, kg/m2, score). Kept from the record whoever wrote it. No foreign key on the patient: a
-- bundle may name the Observation first, and a merge rewrites the Observations, which rewrites these rows.
CREATE TABLE vitals_reading (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  observation_id text COLLATE "C" NOT NULL,
  sign text COLLATE "C" NOT NULL CHECK (sign IN ('systolic', 'diastolic', 'heartRate', 'respiratoryRate', 'temperature',
    'oxygenSaturation', 'height', 'weight', 'bodyMassIndex', 'headCircumference', 'pain')),
  patient_id text COLLATE "C" NOT NULL,
  measured_at timestamptz NOT NULL,
  value float8 NOT NULL,
  -- a student's, not co-signed yet
  preliminary boolean NOT NULL,
  PRIMARY KEY (clinic_id, observation_id, sign)
);
-- a patient's last values and series
CREATE INDEX vitals_reading_of ON vitals_reading (clinic_id, patient_id, sign, measured_at);
SELECT serambi_protect('vitals_reading');
