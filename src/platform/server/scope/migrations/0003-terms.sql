-- By what licence a job works. What asks for one is never done without, whatever else a person is given.
ALTER TABLE scope_role ADD COLUMN licence text NOT NULL DEFAULT 'none'
  CHECK (licence IN ('none', 'nurse', 'prescriber'));
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    UPDATE scope_role SET licence = CASE WHEN role = 'physician' THEN 'prescriber' ELSE 'nurse' END
    WHERE clinic_id = one AND (role IN ('physician', 'nurse') OR (role = 'clinical' AND country_template = 'ID'));
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;

-- What an act asks of whoever works without a licence, beside the job description.
CREATE TABLE scope_term (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  -- `slice.act`, or a skill within it: `slice.act/venipuncture`
  act text COLLATE "C" NOT NULL CHECK (act ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*(/[a-z][A-Za-z0-9]*)?$'),
  -- null: every job without a licence
  role text COLLATE "C",
  competency text COLLATE "C",
  label_en text NOT NULL DEFAULT '',
  label_id text NOT NULL DEFAULT '',
  credentials text[] NOT NULL DEFAULT '{}',
  supervision text NOT NULL DEFAULT 'none' CHECK (supervision IN ('none', 'onSite')),
  delegation boolean NOT NULL DEFAULT false,
  co_sign boolean NOT NULL DEFAULT false,
  UNIQUE NULLS NOT DISTINCT (clinic_id, act, role)
);
SELECT serambi_protect('scope_term');

-- What one person holds: validated competencies, living credentials, delegations. Written by the duty that judges
-- them; that one has lapsed is seen by its end alone, so nothing has to run at midnight.
CREATE TABLE scope_standing (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  source_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('competency', 'credential', 'delegation')),
  code text COLLATE "C" NOT NULL CHECK (code <> ''),
  from_at timestamptz NOT NULL,
  until_at timestamptz,
  given_by text NOT NULL DEFAULT '',
  PRIMARY KEY (clinic_id, source_id)
);
CREATE INDEX scope_standing_staff ON scope_standing (clinic_id, staff_id);
SELECT serambi_protect('scope_standing');

-- Whom the roster has in the house, and when.
CREATE TABLE scope_duty (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  source_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at),
  PRIMARY KEY (clinic_id, source_id)
);
CREATE INDEX scope_duty_staff ON scope_duty (clinic_id, staff_id, from_at);
SELECT serambi_protect('scope_duty');

CREATE CONSTRAINT TRIGGER scope_term_changed AFTER INSERT OR UPDATE OR DELETE ON scope_term
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION platform_count_change();
CREATE CONSTRAINT TRIGGER scope_standing_changed AFTER INSERT OR UPDATE OR DELETE ON scope_standing
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION platform_count_change();
