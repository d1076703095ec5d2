-- A patient's request to amend her record, and how it was answered. `outcome` stays when the state goes on to told and closed.
CREATE TABLE amendments_request (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('received', 'review', 'accepted', 'denied', 'told', 'closed')),
  outcome text COLLATE "C" CHECK (outcome IN ('accepted', 'denied')),
  content text COLLATE "C" NOT NULL CHECK (content IN ('clinical', 'administrative')),
  requester_kind text COLLATE "C" NOT NULL CHECK (requester_kind IN ('patient', 'representative')),
  requester_name text NOT NULL,
  authority text NOT NULL,
  place text NOT NULL,
  wanted text NOT NULL,
  why text NOT NULL,
  received_on date NOT NULL,
  due_at timestamptz NOT NULL,
  -- Once, in writing, and with the day on which the patient was told.
  extended_at timestamptz,
  extension_reason text,
  extension_told_on date,
  decided_at timestamptz,
  decided_by text,
  linked_place text NOT NULL DEFAULT '',
  linked_resource text COLLATE "C",
  deny_reason text COLLATE "C" CHECK (deny_reason IN ('accurate', 'notOurs', 'notInSet', 'notAvailable')),
  deny_words text NOT NULL DEFAULT '',
  told_on date,
  told_way text COLLATE "C",
  statement text,
  statement_on date,
  rebuttal text,
  rebuttal_copy_on date,
  rebuttal_way text COLLATE "C",
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE,
  CHECK ((outcome IS NULL) = (state IN ('received', 'review'))),
  CHECK ((outcome IS NULL) = (decided_at IS NULL)),
  -- No denial without a reason of the law's list, and no reason without a denial.
  CHECK ((outcome IS NOT DISTINCT FROM 'denied') = (deny_reason IS NOT NULL)),
  CHECK ((extended_at IS NULL) = (extension_told_on IS NULL)),
  CHECK (statement IS NULL OR outcome = 'denied'),
  CHECK (rebuttal IS NULL OR (statement IS NOT NULL AND rebuttal_copy_on IS NOT NULL))
);
-- The work list: what is open, by the day on which it is due.
CREATE INDEX amendments_request_open ON amendments_request (clinic_id, due_at) WHERE state <> 'closed';
CREATE INDEX amendments_request_patient ON amendments_request (clinic_id, patient_id);
SELECT serambi_protect('amendments_request');

-- Each state once, with who brought it about.
CREATE TABLE amendments_step (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  request_id uuid NOT NULL,
  state text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  by_name text NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (clinic_id, request_id, state),
  FOREIGN KEY (clinic_id, request_id) REFERENCES amendments_request
);
COMMENT ON TABLE amendments_step IS '@append-only';
SELECT serambi_protect('amendments_step');

-- Who must be told of a correction. Whoever was told once is not told again, and nobody is taken off.
CREATE TABLE amendments_party (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('named', 'relied')),
  told_on date,
  told_way text COLLATE "C",
  told_by text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, request_id) REFERENCES amendments_request,
  CHECK ((told_on IS NULL) = (told_way IS NULL))
);
CREATE INDEX amendments_party_request ON amendments_party (clinic_id, request_id);
SELECT serambi_protect('amendments_party');

-- Where the clinic has set its own clocks; the law of its country says where it begins.
CREATE TABLE amendments_setting (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  answer_amount integer NOT NULL CHECK (answer_amount BETWEEN 1 AND 720),
  answer_unit text COLLATE "C" NOT NULL CHECK (answer_unit IN ('days', 'hours')),
  extension_days integer NOT NULL CHECK (extension_days BETWEEN 0 AND 90),
  PRIMARY KEY (clinic_id)
);
SELECT serambi_protect('amendments_setting');

-- The acts of this duty, beside those with which the templates of today have them.
SELECT scope_give_later(ARRAY[
  ['amendments.read', 'vitals.read'],
  ['amendments.receive', 'records.edit'],
  ['amendments.review', 'orders.sign'],
  ['amendments.decideClinical', 'orders.sign'],
  ['amendments.review', 'records.export'],
  ['amendments.decideAdministrative', 'records.export'],
  ['amendments.manage', 'frontDesk.manage']
]);
