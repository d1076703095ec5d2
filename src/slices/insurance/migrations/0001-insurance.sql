-- Payers of the clinic, kept from FHIR Organization. Self-pay has no row: it is always there.
CREATE TABLE insurance_payer (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  payer_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  -- folded, for lists and for comparing names
  sort_name text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  copay_minor bigint CHECK (copay_minor >= 0),
  electronic_id text,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, payer_id)
);
-- one payer is not made twice; imported ones of one name may stand side by side
CREATE INDEX insurance_payer_name ON insurance_payer (clinic_id, sort_name);
SELECT serambi_protect('insurance_payer');

-- Coverages that were not entered in error. The payer is not a foreign key: imported coverages name payers that this
-- clinic never set up.
CREATE TABLE insurance_coverage (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  coverage_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  payer_id text COLLATE "C",
  -- 1 primary, 2 secondary, 3 tertiary; null when a sender does not say
  place integer CHECK (place > 0),
  starts_on text COLLATE "C",
  ends_on text COLLATE "C",
  cancelled boolean NOT NULL,
  PRIMARY KEY (clinic_id, coverage_id)
);
CREATE INDEX insurance_coverage_patient ON insurance_coverage (clinic_id, patient_id);
SELECT serambi_protect('insurance_coverage');

-- One row a check at the payer; the day is the clinic's.
CREATE TABLE insurance_verification (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  verification_id text COLLATE "C" NOT NULL,
  coverage_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  on_day text COLLATE "C" NOT NULL,
  verified_at timestamptz NOT NULL,
  verified_by text NOT NULL,
  state text NOT NULL,
  note text,
  PRIMARY KEY (clinic_id, verification_id)
);
CREATE INDEX insurance_verification_latest ON insurance_verification (clinic_id, patient_id, coverage_id, verified_at);
SELECT serambi_protect('insurance_verification');
