-- What a clinic changed of the rules by which a kind of credential is counted; a kind without a row goes by the
-- product's own. The version with the highest number holds.
CREATE TABLE workforce_credential_kind (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code <> ''),
  version integer NOT NULL CHECK (version > 0),
  rule jsonb NOT NULL,
  active boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (clinic_id, code, version)
);
COMMENT ON TABLE workforce_credential_kind IS '@append-only';
SELECT serambi_protect('workforce_credential_kind');

-- Certificates, cards and papers that prove what is said of a person. Of staff and not of a patient, hence no
-- DocumentReference.
CREATE TABLE workforce_evidence (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  file_name text NOT NULL,
  content_type text NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png', 'application/pdf')),
  content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 4194304),
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
COMMENT ON TABLE workforce_evidence IS '@append-only';
SELECT serambi_protect('workforce_evidence');

CREATE TABLE workforce_credential (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind <> ''),
  number text NOT NULL,
  issuer text NOT NULL,
  -- the day of certification, and of the last renewal where there was one: the cycle begins on the later
  certified_on date NOT NULL,
  renewed_on date CHECK (renewed_on > certified_on),
  -- last day on which it is good; null: until somebody takes it away
  last_day date,
  -- why another day than the rule's
  override_reason text CHECK (override_reason <> ''),
  suspended_reason text CHECK (suspended_reason <> ''),
  -- entered in error: it never was
  withdrawn_reason text CHECK (withdrawn_reason <> ''),
  evidence_id uuid,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, evidence_id) REFERENCES workforce_evidence
);
CREATE INDEX workforce_credential_staff ON workforce_credential (clinic_id, staff_id);
SELECT serambi_protect('workforce_credential');

CREATE TABLE workforce_education (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  day date NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  category text NOT NULL CHECK (category IN ('administrative', 'clinical', 'general')),
  -- hundredths of a point: bodies give halves and quarters
  points integer NOT NULL CHECK (points BETWEEN 1 AND 100000),
  approved_by text NOT NULL,
  evidence_id uuid,
  withdrawn_reason text CHECK (withdrawn_reason <> ''),
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, evidence_id) REFERENCES workforce_evidence
);
CREATE INDEX workforce_education_staff ON workforce_education (clinic_id, staff_id, day);
SELECT serambi_protect('workforce_education');

-- Of which ends somebody was told already, and how many days before: each once. A renewal has another last day.
CREATE TABLE workforce_told (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  credential_id uuid NOT NULL,
  last_day date NOT NULL,
  days_before integer NOT NULL CHECK (days_before IN (180, 90, 30, 7)),
  told_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, credential_id, last_day, days_before),
  FOREIGN KEY (clinic_id, credential_id) REFERENCES workforce_credential
);
SELECT serambi_protect('workforce_told');
