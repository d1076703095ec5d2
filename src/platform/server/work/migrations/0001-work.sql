-- Typed rows beside the FHIR Tasks, so that a list of open work is one index range.
CREATE TABLE work_task (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- 'open' | 'done' | 'cancelled'
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  -- holding this action makes a person eligible
  action text COLLATE "C" NOT NULL,
  owner_id uuid,
  patient_id text COLLATE "C",
  visit_id text COLLATE "C",
  subject text COLLATE "C",
  params text NOT NULL,
  urgent boolean NOT NULL,
  opened_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX work_task_open ON work_task (clinic_id, state, action, due_at);
CREATE INDEX work_task_patient ON work_task (clinic_id, patient_id, state);
CREATE INDEX work_task_subject ON work_task (clinic_id, subject, state);
SELECT serambi_protect('work_task');
