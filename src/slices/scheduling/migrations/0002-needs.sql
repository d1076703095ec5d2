-- What a visit of a type needs beside its provider's time and a room, and whom it is for. Acts are those of scope.
ALTER TABLE scheduling_visit_type
  ADD COLUMN provider_action text COLLATE "C",
  ADD COLUMN assistant_action text COLLATE "C",
  ADD COLUMN equipment_kinds text[] NOT NULL DEFAULT '{}',
  ADD COLUMN fasting boolean NOT NULL DEFAULT false,
  ADD COLUMN sex text COLLATE "C" NOT NULL DEFAULT 'any' CHECK (sex IN ('any', 'female', 'male')),
  ADD COLUMN age_from_years integer CHECK (age_from_years BETWEEN 0 AND 130),
  ADD COLUMN age_to_years integer CHECK (age_to_years BETWEEN 0 AND 130),
  ADD CONSTRAINT scheduling_visit_type_ages CHECK (age_to_years >= age_from_years);

-- Equipment is FHIR Devices; the row is what the search for a free one reads. `capacity` may use it at once.
CREATE TABLE scheduling_equipment (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  kind text COLLATE "C" NOT NULL CHECK (kind <> ''),
  capacity smallint NOT NULL CHECK (capacity BETWEEN 1 AND 50),
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
SELECT serambi_protect('scheduling_equipment');

CREATE TABLE scheduling_downtime (
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  equipment_id text COLLATE "C" NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  reason text NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, equipment_id) REFERENCES scheduling_equipment ON UPDATE CASCADE
);
-- What is over is the bulk of it, as with leave.
CREATE INDEX scheduling_downtime_end ON scheduling_downtime (clinic_id, ends_at);
SELECT serambi_protect('scheduling_downtime');

CREATE TABLE scheduling_settings (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  lead_minutes integer NOT NULL CHECK (lead_minutes BETWEEN 0 AND 20160),
  horizon_days integer NOT NULL CHECK (horizon_days BETWEEN 1 AND 730)
);
SELECT serambi_protect('scheduling_settings');

-- Lane 1 alone, but for what several may have at once: equipment up to its capacity.
ALTER TABLE scheduling_booking
  DROP CONSTRAINT scheduling_booking_resource_kind_check,
  DROP CONSTRAINT scheduling_booking_check,
  ADD CONSTRAINT scheduling_booking_kind
    CHECK (resource_kind IN ('patient', 'practitioner', 'room', 'equipment')),
  ADD CONSTRAINT scheduling_booking_lane
    CHECK (lane = 1 OR (lane BETWEEN 2 AND 50 AND resource_kind IN ('practitioner', 'equipment')));

-- Takes what a visit needs: of each claim one option, in one lane. All takers go through resources and lanes in one
-- order, so that two of them wait for one another in the same order and never in a ring; `ON CONFLICT DO NOTHING`
-- waits for the other's commit and leaves the transaction alive, so that the refusal can name other times. An option
-- may serve several claims and is given to the first of them that has none yet.
CREATE FUNCTION scheduling_take(p_clinic uuid, p_visit text, p_claims jsonb)
RETURNS TABLE (claim integer, resource_id text, lane smallint)
LANGUAGE plpgsql AS $$
DECLARE
  wanted record;
  given integer[] := '{}';
  found_rows integer;
BEGIN
  FOR wanted IN
    SELECT c.claim, c.kind, c.id, c.starts_at, c.ends_at, c.lanes
    FROM jsonb_to_recordset(p_claims)
      AS c(claim integer, kind text, id text, starts_at timestamptz, ends_at timestamptz, lanes integer)
    ORDER BY c.kind COLLATE "C", c.id COLLATE "C", c.claim
  LOOP
    CONTINUE WHEN wanted.claim = ANY (given);
    FOR try_lane IN 1..wanted.lanes LOOP
      INSERT INTO scheduling_booking AS b
        (clinic_id, appointment_id, resource_kind, resource_id, lane, starts_at, ends_at)
      VALUES (p_clinic, p_visit, wanted.kind, wanted.id, try_lane, wanted.starts_at, wanted.ends_at)
      ON CONFLICT DO NOTHING;
      GET DIAGNOSTICS found_rows = ROW_COUNT;
      IF found_rows > 0 THEN
        given := given || wanted.claim;
        claim := wanted.claim;
        resource_id := wanted.id;
        lane := try_lane;
        RETURN NEXT;
        EXIT;
      END IF;
    END LOOP;
  END LOOP;
END
$$;
