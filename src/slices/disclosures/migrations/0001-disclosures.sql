-- What stands on a signed authorisation. It may come in incomplete; what is missing keeps a release back, not the paper.
CREATE TABLE disclosures_authorisation (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  description text NOT NULL,
  discloser text NOT NULL,
  recipient text NOT NULL,
  purpose text NOT NULL,
  expires_on date,
  expiry_event text NOT NULL,
  signed_on date,
  signer text COLLATE "C" NOT NULL CHECK (signer IN ('patient', 'representative')),
  signer_name text NOT NULL,
  authority text NOT NULL,
  revocation boolean NOT NULL,
  redisclosure boolean NOT NULL,
  no_conditioning boolean NOT NULL,
  special text[] NOT NULL,
  ended text COLLATE "C" CHECK (ended IN ('revoked', 'eventHappened')),
  ended_on date,
  ended_note text NOT NULL DEFAULT '',
  ended_by text,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  PRIMARY KEY (clinic_id, id),
  -- By which a release points at her own paper and at nobody else's.
  UNIQUE (clinic_id, patient_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  CHECK ((ended IS NULL) = (ended_on IS NULL))
);
SELECT serambi_protect('disclosures_authorisation');

CREATE TABLE disclosures_request (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('received', 'verified', 'scoped', 'pulled', 'reviewed', 'logged', 'closed')),
  outcome text COLLATE "C" CHECK (outcome IN ('released', 'denied')),
  requester_kind text COLLATE "C" NOT NULL,
  requester_name text NOT NULL,
  recipient_name text NOT NULL,
  recipient_address text NOT NULL,
  purpose text NOT NULL,
  basis text COLLATE "C" NOT NULL,
  parts text[] NOT NULL,
  parts_note text NOT NULL,
  from_on date,
  to_on date CHECK (to_on >= from_on),
  special text[] NOT NULL,
  way text COLLATE "C" NOT NULL,
  authorisation_id uuid,
  received_on date NOT NULL,
  due_at timestamptz NOT NULL,
  extended_at timestamptz,
  extension_reason text NOT NULL DEFAULT '',
  identity text COLLATE "C",
  authority text NOT NULL DEFAULT '',
  deny_reason text COLLATE "C",
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  FOREIGN KEY (clinic_id, patient_id, authorisation_id)
    REFERENCES disclosures_authorisation (clinic_id, patient_id, id) ON UPDATE CASCADE,
  CHECK ((outcome IS NOT NULL) = (state IN ('logged', 'closed')))
);
-- The work list: what is open, by the day on which it is due.
CREATE INDEX disclosures_request_open ON disclosures_request (clinic_id, due_at) WHERE state <> 'closed';
CREATE INDEX disclosures_request_patient ON disclosures_request (clinic_id, patient_id);
SELECT serambi_protect('disclosures_request');

-- Each state once, with who brought it about.
CREATE TABLE disclosures_step (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  request_id uuid NOT NULL,
  state text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (clinic_id, request_id, state),
  FOREIGN KEY (clinic_id, request_id) REFERENCES disclosures_request
);
COMMENT ON TABLE disclosures_step IS '@append-only';
SELECT serambi_protect('disclosures_step');

CREATE TABLE disclosures_disclosure (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  request_id uuid,
  authorisation_id uuid,
  disclosed_on date NOT NULL,
  recipient_kind text COLLATE "C" NOT NULL,
  recipient_name text NOT NULL,
  recipient_address text NOT NULL,
  purpose text NOT NULL,
  basis text COLLATE "C" NOT NULL,
  parts text[] NOT NULL,
  parts_note text NOT NULL,
  from_on date,
  to_on date CHECK (to_on >= from_on),
  special text[] NOT NULL,
  way text COLLATE "C" NOT NULL,
  logged_at timestamptz NOT NULL,
  logged_by text NOT NULL,
  -- A wrong line stays and counts no more.
  error_at timestamptz,
  error_by text,
  error_reason text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  FOREIGN KEY (clinic_id, request_id) REFERENCES disclosures_request,
  FOREIGN KEY (clinic_id, patient_id, authorisation_id)
    REFERENCES disclosures_authorisation (clinic_id, patient_id, id) ON UPDATE CASCADE,
  CHECK ((error_at IS NULL) = (error_reason IS NULL))
);
-- A request is released once, whoever retries.
CREATE UNIQUE INDEX disclosures_disclosure_request ON disclosures_disclosure (clinic_id, request_id);
CREATE INDEX disclosures_disclosure_patient ON disclosures_disclosure (clinic_id, patient_id);
SELECT serambi_protect('disclosures_disclosure');

-- Accountings that were given: the first one in twelve months is free.
CREATE TABLE disclosures_given (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  given_on date NOT NULL,
  given_by text NOT NULL,
  lines integer NOT NULL CHECK (lines >= 0),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE
);
CREATE INDEX disclosures_given_patient ON disclosures_given (clinic_id, patient_id);
SELECT serambi_protect('disclosures_given');

CREATE TABLE disclosures_hold (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  placed_at timestamptz NOT NULL,
  placed_by text NOT NULL,
  lifted_at timestamptz,
  lifted_by text,
  lift_reason text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
);
CREATE INDEX disclosures_hold_patient ON disclosures_hold (clinic_id, patient_id);
SELECT serambi_protect('disclosures_hold');

-- Where the clinic has set its own clocks; the law of its country says where it begins.
CREATE TABLE disclosures_setting (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  access_amount integer NOT NULL CHECK (access_amount BETWEEN 1 AND 720),
  access_unit text COLLATE "C" NOT NULL CHECK (access_unit IN ('days', 'hours')),
  extension_days integer NOT NULL CHECK (extension_days BETWEEN 0 AND 90),
  other_amount integer NOT NULL CHECK (other_amount BETWEEN 1 AND 720),
  other_unit text COLLATE "C" NOT NULL CHECK (other_unit IN ('days', 'hours')),
  accounting_years integer NOT NULL CHECK (accounting_years BETWEEN 1 AND 30),
  PRIMARY KEY (clinic_id)
);
SELECT serambi_protect('disclosures_setting');

CREATE TABLE disclosures_retention (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL,
  place integer NOT NULL,
  label text NOT NULL,
  basis text NOT NULL,
  start_event text COLLATE "C" NOT NULL,
  years integer NOT NULL CHECK (years BETWEEN 0 AND 150),
  action text COLLATE "C" NOT NULL CHECK (action IN ('review', 'destroy', 'keep')),
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('disclosures_retention');

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
      ['disclosures.read', 'records.edit'],
      ['disclosures.read', 'audit.readChart'],
      ['disclosures.receive', 'records.edit'],
      ['disclosures.release', 'records.export'],
      ['disclosures.hold', 'records.export'],
      ['disclosures.manage', 'frontDesk.manage']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND NOT preliminary AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
