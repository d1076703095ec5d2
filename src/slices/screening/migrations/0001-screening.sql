-- Which questionnaires are due from which age, and again after how many months.
CREATE TABLE screening_setting (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code IN ('phq2', 'phq9', 'gad7', 'auditC', 'falls')),
  active boolean NOT NULL,
  from_years integer NOT NULL CHECK (from_years BETWEEN 0 AND 120),
  every_months integer NOT NULL CHECK (every_months BETWEEN 1 AND 120),
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('screening_setting');

-- One row an answered questionnaire that counts, kept from its QuestionnaireResponse whoever wrote it. No foreign key on
-- the patient: a bundle may name the answers first, and a merge rewrites them.
CREATE TABLE screening_result (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  response_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  visit_id text COLLATE "C",
  code text COLLATE "C" NOT NULL CHECK (code IN ('phq2', 'phq9', 'gad7', 'auditC', 'falls')),
  total integer NOT NULL CHECK (total >= 0),
  self_harm boolean NOT NULL,
  answered_at timestamptz NOT NULL,
  answered_by text NOT NULL,
  PRIMARY KEY (clinic_id, response_id)
);
CREATE INDEX screening_result_patient ON screening_result (clinic_id, patient_id, answered_at);
SELECT serambi_protect('screening_result');

-- Not asked in a visit, and why; the last word counts.
CREATE TABLE screening_decline (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  visit_id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL CHECK (code IN ('phq2', 'phq9', 'gad7', 'auditC', 'falls')),
  patient_id text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL CHECK (reason IN ('refused', 'unable', 'notNow', 'othersPresent')),
  declined_at timestamptz NOT NULL,
  declined_by text NOT NULL,
  PRIMARY KEY (clinic_id, visit_id, code)
);
SELECT serambi_protect('screening_decline');

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
      ['screening.read', 'orders.read'],
      ['screening.ask', 'records.recordAllergy'],
      ['screening.manage', 'frontDesk.manage']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND NOT preliminary AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
