-- Least hours of a practicum, in hundredths. CAAHEP asks for 160 contact hours; what holds now each clinic checks and sets.
CREATE TABLE training_setting (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  caahep_hundredths integer NOT NULL CHECK (caahep_hundredths BETWEEN 0 AND 1000000),
  abhes_hundredths integer NOT NULL CHECK (abhes_hundredths BETWEEN 0 AND 1000000),
  none_hundredths integer NOT NULL CHECK (none_hundredths BETWEEN 0 AND 1000000),
  PRIMARY KEY (clinic_id)
);
SELECT serambi_protect('training_setting');

CREATE TABLE training_programme (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[a-z][A-Za-z0-9]{0,39}$'),
  version integer NOT NULL CHECK (version > 0),
  place integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('certificate', 'associate', 'smk', 'd3', 'competencyTest')),
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  accreditor text NOT NULL CHECK (accreditor IN ('caahep', 'abhes', 'none')),
  months integer NOT NULL CHECK (months BETWEEN 0 AND 72),
  -- [{ course, number, title: { en, id }, credits, hours, area }]
  courses jsonb NOT NULL,
  -- competencies that its students must be good in
  skills text[] NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('training_programme');

CREATE TABLE training_cohort (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  cohort_id uuid NOT NULL,
  programme text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  PRIMARY KEY (clinic_id, cohort_id),
  FOREIGN KEY (clinic_id, programme) REFERENCES training_programme
);
SELECT serambi_protect('training_cohort');

CREATE TABLE training_student (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  cohort_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('enrolled', 'completed', 'withdrawn')),
  left_on date,
  left_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, cohort_id, staff_id),
  FOREIGN KEY (clinic_id, cohort_id) REFERENCES training_cohort,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
SELECT serambi_protect('training_student');

CREATE TABLE training_result (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  cohort_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  course text COLLATE "C" NOT NULL,
  result text NOT NULL CHECK (result IN ('passed', 'failed', 'inProgress')),
  grade text NOT NULL DEFAULT '',
  on_day date NOT NULL,
  entered_by text NOT NULL,
  PRIMARY KEY (clinic_id, cohort_id, staff_id, course),
  FOREIGN KEY (clinic_id, cohort_id, staff_id) REFERENCES training_student
);
SELECT serambi_protect('training_result');

CREATE TABLE training_site (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  site_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  ambulatory boolean NOT NULL,
  address text NOT NULL DEFAULT '',
  contact text NOT NULL DEFAULT '',
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, site_id)
);
SELECT serambi_protect('training_site');

CREATE TABLE training_practicum (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  practicum_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  site_id uuid NOT NULL,
  preceptor_id uuid NOT NULL,
  cohort_id uuid,
  accreditor text NOT NULL CHECK (accreditor IN ('caahep', 'abhes', 'none')),
  agreed_hundredths integer NOT NULL CHECK (agreed_hundredths BETWEEN 0 AND 1000000),
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  skills text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'complete', 'ended')),
  completed_at timestamptz,
  ended_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, practicum_id),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  FOREIGN KEY (clinic_id, preceptor_id) REFERENCES identity_staff,
  FOREIGN KEY (clinic_id, site_id) REFERENCES training_site,
  FOREIGN KEY (clinic_id, cohort_id) REFERENCES training_cohort,
  CHECK (preceptor_id <> staff_id),
  CHECK ((state = 'complete') = (completed_at IS NOT NULL))
);
CREATE INDEX training_practicum_student ON training_practicum (clinic_id, staff_id);
CREATE INDEX training_practicum_preceptor ON training_practicum (clinic_id, preceptor_id);
SELECT serambi_protect('training_practicum');

CREATE TABLE training_hours (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  entry_id uuid NOT NULL,
  practicum_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  on_day date NOT NULL,
  from_time text NOT NULL CHECK (from_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  to_time text NOT NULL CHECK (to_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL CHECK (to_at > from_at),
  break_minutes integer NOT NULL CHECK (break_minutes >= 0),
  -- whole minutes without the break: twenty of them thrice are an hour, which hundredths would make 0.99
  minutes integer NOT NULL CHECK (minutes > 0),
  department text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'confirmed', 'declined', 'withdrawn')),
  logged_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by_id uuid,
  decided_by text NOT NULL DEFAULT '',
  decided_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, entry_id),
  FOREIGN KEY (clinic_id, practicum_id) REFERENCES training_practicum,
  -- nobody confirms her own hours, whichever way the row came in
  CHECK (decided_by_id <> staff_id),
  CHECK (state <> 'confirmed' OR decided_by_id IS NOT NULL),
  -- and nobody is at two places at once
  CONSTRAINT training_hours_no_overlap EXCLUDE USING gist (
    clinic_id WITH =, staff_id WITH =, tstzrange(from_at, to_at, '[)') WITH &&
  ) WHERE (state IN ('waiting', 'confirmed'))
);
CREATE INDEX training_hours_practicum ON training_hours (clinic_id, practicum_id, from_at);
CREATE INDEX training_hours_student ON training_hours (clinic_id, staff_id, from_at);
SELECT serambi_protect('training_hours');

CREATE TABLE training_journal (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  journal_id uuid NOT NULL,
  practicum_id uuid NOT NULL,
  on_day date NOT NULL,
  body text NOT NULL,
  written_at timestamptz NOT NULL,
  -- nobody but its writer reads it before
  handed_in_at timestamptz,
  comment text NOT NULL DEFAULT '',
  comment_by text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, journal_id),
  FOREIGN KEY (clinic_id, practicum_id) REFERENCES training_practicum
);
CREATE INDEX training_journal_practicum ON training_journal (clinic_id, practicum_id, on_day);
SELECT serambi_protect('training_journal');

CREATE TABLE training_evaluation (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  practicum_id uuid NOT NULL,
  -- `mid` and `end` by the preceptor, `site` by the student
  moment text COLLATE "C" NOT NULL CHECK (moment IN ('mid', 'end', 'site')),
  -- { area: 1..5 }
  ratings jsonb NOT NULL,
  strengths text NOT NULL,
  goals text NOT NULL,
  by_id uuid NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, practicum_id, moment),
  FOREIGN KEY (clinic_id, practicum_id) REFERENCES training_practicum
);
SELECT serambi_protect('training_evaluation');
COMMENT ON TABLE training_evaluation IS '@append-only';

CREATE TABLE training_template (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[a-z][A-Za-z0-9]{0,39}$'),
  version integer NOT NULL CHECK (version > 0),
  place integer NOT NULL,
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  weeks integer NOT NULL CHECK (weeks BETWEEN 1 AND 104),
  review_days integer[] NOT NULL,
  -- [{ topic, week, label: { en, id }, evidence: { en, id }, competency }]
  topics jsonb NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('training_template');

CREATE TABLE training_plan (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  plan_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  preceptor_id uuid NOT NULL,
  template text COLLATE "C" NOT NULL,
  label_en text NOT NULL,
  label_id text NOT NULL,
  -- the template's topics as they were when the plan was given
  topics jsonb NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  extended_for text NOT NULL DEFAULT '',
  state text NOT NULL CHECK (state IN ('open', 'closed', 'ended')),
  closed_at timestamptz,
  ended_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, plan_id),
  FOREIGN KEY (clinic_id, template) REFERENCES training_template,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  FOREIGN KEY (clinic_id, preceptor_id) REFERENCES identity_staff,
  CHECK (preceptor_id <> staff_id)
);
-- one plan of a kind at a time
CREATE UNIQUE INDEX training_plan_open ON training_plan (clinic_id, staff_id, template) WHERE state = 'open';
CREATE INDEX training_plan_preceptor ON training_plan (clinic_id, preceptor_id);
SELECT serambi_protect('training_plan');

CREATE TABLE training_tick (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  plan_id uuid NOT NULL,
  topic text COLLATE "C" NOT NULL,
  how text NOT NULL CHECK (how IN ('preceptor', 'earned')),
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, plan_id, topic),
  FOREIGN KEY (clinic_id, plan_id) REFERENCES training_plan
);
SELECT serambi_protect('training_tick');

CREATE TABLE training_review (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  plan_id uuid NOT NULL,
  -- after the plan's first day
  days integer NOT NULL CHECK (days > 0),
  due_on date NOT NULL,
  told_at timestamptz,
  ratings jsonb NOT NULL DEFAULT '{}',
  strengths text NOT NULL DEFAULT '',
  goals text NOT NULL DEFAULT '',
  outcome text CHECK (outcome IN ('continue', 'extend', 'end')),
  by_name text NOT NULL DEFAULT '',
  written_at timestamptz,
  signed_at timestamptz,
  learner_note text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, plan_id, days),
  FOREIGN KEY (clinic_id, plan_id) REFERENCES training_plan,
  CHECK ((written_at IS NULL) = (outcome IS NULL) AND (signed_at IS NULL OR written_at IS NOT NULL))
);
SELECT serambi_protect('training_review');

CREATE TABLE training_rung (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[a-z][A-Za-z0-9]{0,39}$'),
  version integer NOT NULL CHECK (version > 0),
  place integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('job', 'specialty', 'school')),
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  note_en text NOT NULL,
  note_id text NOT NULL,
  from_rungs text[] NOT NULL,
  -- [{ kind, … }] as the contract has them
  requirements jsonb NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('training_rung');

CREATE TABLE training_goal (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  rung text COLLATE "C" NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, staff_id),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  FOREIGN KEY (clinic_id, rung) REFERENCES training_rung
);
SELECT serambi_protect('training_goal');

-- Schooling and work as she says, until a manager has seen the papers.
CREATE TABLE training_background (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  background_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('education', 'experience')),
  level text COLLATE "C",
  title text NOT NULL,
  place text NOT NULL,
  from_day date,
  to_day date,
  confirmed_at timestamptz,
  confirmed_by_id uuid,
  confirmed_by text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, background_id),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  CHECK (confirmed_by_id <> staff_id),
  CHECK (kind <> 'education' OR level IS NOT NULL),
  CHECK (kind <> 'experience' OR from_day IS NOT NULL)
);
CREATE INDEX training_background_of ON training_background (clinic_id, staff_id);
SELECT serambi_protect('training_background');

-- The acts of this duty for job descriptions that were written before there were these: each beside the act with which
-- the templates of today have it. No list is given to a clinic by this; its manager takes it.
DO $$
DECLARE
  one uuid;
  later text[];
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    FOREACH later SLICE 1 IN ARRAY ARRAY[
      ['training.read', 'competencies.read'],
      ['training.precept', 'competencies.observe'],
      ['training.precept', 'workforce.manage'],
      ['training.manage', 'workforce.manage']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
