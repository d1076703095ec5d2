-- What the law of the place asks of whoever works without a licence, as the clinic's manager approved it: compiled by the
-- duty that keeps the law's text. No row: nothing is asked.
CREATE TABLE scope_law (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  act text COLLATE "C" NOT NULL CHECK (act ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*(/[a-z][A-Za-z0-9]*)?$'),
  -- ISO 3166 country or state, e.g. US-CA
  place text COLLATE "C" NOT NULL,
  -- of these jobs; empty: of every job without a licence
  roles text[] NOT NULL DEFAULT '{}',
  forbidden boolean NOT NULL DEFAULT false,
  credentials text[] NOT NULL DEFAULT '{}',
  -- minutes of training in a subject, and times that it was seen to be done rightly
  subject text COLLATE "C" NOT NULL DEFAULT '',
  minutes integer NOT NULL DEFAULT 0 CHECK (minutes >= 0 AND (minutes = 0 OR subject <> '')),
  performances integer NOT NULL DEFAULT 0 CHECK (performances >= 0),
  label_en text NOT NULL DEFAULT '',
  label_id text NOT NULL DEFAULT '',
  supervision text NOT NULL DEFAULT 'none' CHECK (supervision IN ('none', 'indirect', 'onSite')),
  supervisor text NOT NULL DEFAULT 'nurse' CHECK (supervisor IN ('nurse', 'prescriber')),
  PRIMARY KEY (clinic_id, act)
);
SELECT serambi_protect('scope_law');
CREATE CONSTRAINT TRIGGER scope_law_changed AFTER INSERT OR UPDATE OR DELETE ON scope_law
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION platform_count_change();

-- What a person has toward it: confirmed minutes by subject, and confirmed performances by act.
ALTER TABLE scope_standing DROP CONSTRAINT scope_standing_kind_check;
ALTER TABLE scope_standing ADD CONSTRAINT scope_standing_kind_check
  CHECK (kind IN ('competency', 'credential', 'delegation', 'training', 'performance'));
ALTER TABLE scope_standing ADD COLUMN amount integer CHECK (amount >= 0);
ALTER TABLE scope_standing ADD CHECK ((amount IS NOT NULL) = (kind IN ('training', 'performance')));
CREATE UNIQUE INDEX scope_standing_amount ON scope_standing (clinic_id, staff_id, kind, code)
  WHERE kind IN ('training', 'performance');

-- By what licence somebody who is in the house works: the law of a place may ask for one who may prescribe.
DROP FUNCTION scope_present(timestamptz, timestamptz, integer, uuid);
CREATE FUNCTION scope_present(p_now timestamptz, p_steady timestamptz, p_minutes integer, p_except uuid)
RETURNS TABLE (staff_id uuid, name text, licence text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.id, s.name, max(r.licence) FROM identity_staff s
  JOIN scope_role r ON r.clinic_id = s.clinic_id AND r.role = ANY (s.roles) AND r.licence <> 'none'
  WHERE s.clinic_id = serambi_clinic() AND s.status = 'active'
    AND s.id IS DISTINCT FROM p_except
    AND (EXISTS (SELECT FROM identity_session i WHERE i.clinic_id = s.clinic_id AND i.staff_id = s.id
        AND i.ended_at IS NULL AND i.used_at + p_minutes * interval '1 minute' > p_steady)
      OR EXISTS (SELECT FROM scope_duty d WHERE d.clinic_id = s.clinic_id AND d.staff_id = s.id
        AND d.from_at <= p_now AND p_now < d.until_at))
  GROUP BY s.id, s.name ORDER BY s.name, s.id
$$;
