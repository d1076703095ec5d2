-- Job descriptions as they were written for one person. A version is never changed: another one takes its place.
CREATE TABLE workforce_job_record (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- nobody reports to herself, so that the two signatures are two people's
  reports_to_id uuid NOT NULL CHECK (reports_to_id <> staff_id),
  reports_to_name text NOT NULL,
  person_name text NOT NULL,
  -- her jobs when it was written
  roles text[] NOT NULL,
  -- title, site, duties, education, credentials, competencies, supervision, physical demands
  content jsonb NOT NULL,
  from_day date NOT NULL,
  to_day date CHECK (to_day >= from_day),
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  PRIMARY KEY (clinic_id, staff_id, version)
);
COMMENT ON TABLE workforce_job_record IS '@append-only';
SELECT serambi_protect('workforce_job_record');

CREATE TABLE workforce_job_signature (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  version integer NOT NULL,
  party text NOT NULL CHECK (party IN ('person', 'supervisor')),
  signer_id uuid NOT NULL,
  signer_name text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, staff_id, version, party),
  -- one hand never signs for both
  UNIQUE (clinic_id, staff_id, version, signer_id),
  CHECK ((party = 'person') = (signer_id = staff_id)),
  FOREIGN KEY (clinic_id, staff_id, version) REFERENCES workforce_job_record
);
COMMENT ON TABLE workforce_job_signature IS '@append-only';
SELECT serambi_protect('workforce_job_signature');
