-- Programmes, rungs and plans as data, each version as it was: by which a cohort studies and a plan was given.
CREATE TABLE training_version (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  list text COLLATE "C" NOT NULL CHECK (list IN ('programme', 'rung', 'template')),
  code text COLLATE "C" NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- the row without its code, as the contract has it
  definition jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  -- empty: it stood before versions were kept, or came with the clinic
  changed_by text NOT NULL,
  PRIMARY KEY (clinic_id, list, code, version)
);
SELECT serambi_protect('training_version');
COMMENT ON TABLE training_version IS '@append-only';

ALTER TABLE training_cohort ADD COLUMN programme_version integer NOT NULL DEFAULT 1 CHECK (programme_version > 0);
ALTER TABLE training_plan ADD COLUMN template_version integer NOT NULL DEFAULT 1 CHECK (template_version > 0);

-- What stands is the oldest version that anybody knows.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    INSERT INTO training_version
    SELECT one, 'programme', code, version, jsonb_build_object('kind', kind, 'label',
      jsonb_build_object('en', label_en, 'id', label_id), 'accreditor', accreditor, 'months', months, 'courses', courses,
      'skills', to_jsonb(skills), 'active', active), now(), ''
    FROM training_programme WHERE clinic_id = one;
    INSERT INTO training_version
    SELECT one, 'rung', code, version, jsonb_build_object('kind', kind, 'label',
      jsonb_build_object('en', label_en, 'id', label_id), 'note', jsonb_build_object('en', note_en, 'id', note_id),
      'from', to_jsonb(from_rungs), 'requirements', requirements, 'active', active), now(), ''
    FROM training_rung WHERE clinic_id = one;
    INSERT INTO training_version
    SELECT one, 'template', code, version, jsonb_build_object('label',
      jsonb_build_object('en', label_en, 'id', label_id), 'weeks', weeks, 'reviewDays', to_jsonb(review_days),
      'topics', topics, 'active', active), now(), ''
    FROM training_template WHERE clinic_id = one;
    UPDATE training_cohort c SET programme_version = p.version FROM training_programme p
    WHERE c.clinic_id = one AND p.clinic_id = one AND p.code = c.programme;
    UPDATE training_plan c SET template_version = p.version FROM training_template p
    WHERE c.clinic_id = one AND p.clinic_id = one AND p.code = c.template;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
