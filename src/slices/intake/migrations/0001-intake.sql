-- When each topic is asked again; without a row as the product starts.
CREATE TABLE intake_setting (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  topic text COLLATE "C" NOT NULL,
  active boolean NOT NULL,
  every_days integer NOT NULL CHECK (every_days BETWEEN 0 AND 3650),
  from_years integer NOT NULL CHECK (from_years BETWEEN 0 AND 120),
  PRIMARY KEY (clinic_id, topic)
);
SELECT serambi_protect('intake_setting');

-- One row a commit, counted by patient, so that of two at once (in two visits, too) one is done again and told of the other.
-- A student's holds what was said until somebody answers for it; what is in the chart stands there.
CREATE TABLE intake_commit (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  nth integer NOT NULL CHECK (nth > 0),
  source text COLLATE "C" NOT NULL CHECK (source IN ('patient', 'companion', 'document')),
  source_name text NOT NULL,
  committed_at timestamptz NOT NULL,
  committed_by uuid NOT NULL,
  committed_by_name text NOT NULL,
  waiting_facts jsonb,
  signed_at timestamptz,
  signed_by text,
  PRIMARY KEY (clinic_id, patient_id, nth),
  UNIQUE (clinic_id, id),
  -- By which a change and an answer point at a commit of their own patient.
  UNIQUE (clinic_id, patient_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient ON UPDATE CASCADE
);
-- What waits for a co-signature, looked for at each opening of a visit's pane.
CREATE INDEX intake_commit_waiting ON intake_commit (clinic_id, visit_id)
  WHERE waiting_facts IS NOT NULL AND signed_at IS NULL;
SELECT serambi_protect('intake_commit');

-- What was said of each topic, newest last; how long it holds is the clinic's rule.
CREATE TABLE intake_answer (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  commit_id uuid NOT NULL,
  topic text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  answer text COLLATE "C" NOT NULL
    CHECK (answer IN ('confirmed', 'changed', 'none', 'unknown', 'refused', 'notAsked')),
  reason text NOT NULL,
  PRIMARY KEY (clinic_id, commit_id, topic),
  FOREIGN KEY (clinic_id, patient_id, commit_id)
    REFERENCES intake_commit (clinic_id, patient_id, id) ON UPDATE CASCADE
);
CREATE INDEX intake_answer_patient ON intake_answer (clinic_id, patient_id);
SELECT serambi_protect('intake_answer');

-- What a commit changed, until a clinician accepts it or sends it back. `version` is the one that the commit wrote, and
-- `undo_version` the one before it; a resource that was new has none before, and a wish that waits was not written yet.
CREATE TABLE intake_change (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  commit_id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('added', 'changed', 'stopped', 'unknown', 'none')),
  resource text COLLATE "C" NOT NULL,
  version bigint,
  undo_version bigint,
  wish jsonb,
  before_line jsonb,
  after_line jsonb,
  decision text COLLATE "C" CHECK (decision IN ('accepted', 'sentBack')),
  decided_at timestamptz,
  decided_by text,
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id, commit_id)
    REFERENCES intake_commit (clinic_id, patient_id, id) ON UPDATE CASCADE,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
);
-- What is open of a patient: read at every opening of the pane and of the consultation.
CREATE INDEX intake_change_open ON intake_change (clinic_id, patient_id) WHERE decision IS NULL;
-- What was sent back of a commit, when the last word on its topics is looked for.
CREATE INDEX intake_change_commit ON intake_change (clinic_id, patient_id, commit_id);
SELECT serambi_protect('intake_change');

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
      ['intake.read', 'vitals.read'],
      ['intake.record', 'records.recordAllergy'],
      ['intake.coSign', 'vitals.coSign'],
      ['intake.sign', 'orders.sign'],
      ['intake.manage', 'screening.manage']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
