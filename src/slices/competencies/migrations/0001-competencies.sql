-- What the clinic asks to be seen, as it stands now.
CREATE TABLE competencies_competency (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL CHECK (code ~ '^[a-z][A-Za-z0-9]{0,39}$'),
  version integer NOT NULL CHECK (version > 0),
  place integer NOT NULL,
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  -- what it opens, and of what logged work counts: `slice.act`, or a skill within it
  acts text[] NOT NULL,
  -- job descriptions of which it is expected
  roles text[] NOT NULL,
  practices integer NOT NULL CHECK (practices BETWEEN 0 AND 100),
  valid_months integer NOT NULL CHECK (valid_months BETWEEN 1 AND 60),
  observers text NOT NULL CHECK (observers IN ('licensed', 'trainer')),
  -- [{ step, en, id, critical }] in the order in which one works
  steps jsonb NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, code)
);
SELECT serambi_protect('competencies_competency');

-- Each version as it was: what an attempt was judged by.
CREATE TABLE competencies_version (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  code text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  definition jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (clinic_id, code, version),
  FOREIGN KEY (clinic_id, code) REFERENCES competencies_competency
);
SELECT serambi_protect('competencies_version');
COMMENT ON TABLE competencies_version IS '@append-only';

CREATE TABLE competencies_person (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  -- the row of scope_standing that is compiled from this one
  standing_id uuid NOT NULL,
  learning_since timestamptz,
  validated_at timestamptz,
  validated_by text NOT NULL DEFAULT '',
  method text CHECK (method IN ('observation', 'simulation', 'written', 'chartAudit')),
  -- the last good day, and its end in the clinic's zone
  through_day date,
  until_at timestamptz,
  suspended_at timestamptz,
  suspended_by text NOT NULL DEFAULT '',
  suspended_for text NOT NULL DEFAULT '',
  -- may observe others where the competency says that trainers do
  trainer boolean NOT NULL DEFAULT false,
  -- how near the end was when last she was told, in days
  told_days integer,
  PRIMARY KEY (clinic_id, staff_id, code),
  FOREIGN KEY (clinic_id, code) REFERENCES competencies_competency,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  CHECK ((validated_at IS NULL) = (until_at IS NULL) AND (until_at IS NULL) = (through_day IS NULL))
);
SELECT serambi_protect('competencies_person');

-- Work that counts as practice: once for each person, competency and resource. Every set of vital signs writes here, so no
-- foreign key locks the clinic's row.
CREATE TABLE competencies_practice (
  clinic_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  -- `Observation/…` (the panel), `Procedure/…`, or `Attempt/…` where the observer saw it outside of the product
  resource text COLLATE "C" NOT NULL,
  -- what it was done for (`Encounter/…`, `ServiceRequest/…`): the same again after an error is a repeat
  about text COLLATE "C" NOT NULL,
  members text[] NOT NULL,
  done_at timestamptz NOT NULL,
  corrected boolean NOT NULL DEFAULT false,
  in_error boolean NOT NULL DEFAULT false,
  state text NOT NULL CHECK (state IN ('logged', 'confirmed', 'declined')),
  decided_at timestamptz,
  decided_by text NOT NULL DEFAULT '',
  decided_for text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, staff_id, code, resource)
);
-- a correction of one reading finds the sets of its visit
CREATE INDEX competencies_practice_about ON competencies_practice (clinic_id, about);
CREATE INDEX competencies_practice_resource ON competencies_practice (clinic_id, resource);
SELECT serambi_protect('competencies_practice');

CREATE TABLE competencies_attempt (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  attempt_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  code text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('practice', 'validation')),
  method text NOT NULL CHECK (method IN ('observation', 'simulation', 'written', 'chartAudit')),
  observer_id uuid NOT NULL,
  observer_name text NOT NULL,
  at timestamptz NOT NULL,
  -- { step: true | false }
  results jsonb NOT NULL,
  passed boolean NOT NULL,
  note text NOT NULL,
  visit_id text COLLATE "C",
  PRIMARY KEY (clinic_id, attempt_id),
  FOREIGN KEY (clinic_id, code, version) REFERENCES competencies_version,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  CHECK (observer_id <> staff_id)
);
CREATE INDEX competencies_attempt_of ON competencies_attempt (clinic_id, staff_id, code, at);
SELECT serambi_protect('competencies_attempt');
COMMENT ON TABLE competencies_attempt IS '@append-only';

-- The acts of this duty for job descriptions that were written before there were these: each beside the act with which
-- the templates of today have it. No clinic is asked for a competency by this.
DO $$
DECLARE
  one uuid;
  later text[];
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    FOREACH later SLICE 1 IN ARRAY ARRAY[
      ['competencies.observe', 'orders.draftSickNote'],
      ['competencies.read', 'vitals.coSign'],
      ['competencies.supervise', 'vitals.coSign'],
      ['competencies.read', 'workforce.read'],
      ['competencies.supervise', 'workforce.manage'],
      ['competencies.manage', 'workforce.manage']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
