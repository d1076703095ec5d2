-- A time that somebody has chosen and not booked yet. It takes lanes like a booking and is nothing once it has expired:
-- every taker clears such away first. `holder_name` is what others are shown; no patient is named here.
CREATE TABLE scheduling_hold (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  actor_id text COLLATE "C" NOT NULL,
  session_id uuid,
  holder_name text NOT NULL,
  practitioner_id text COLLATE "C" NOT NULL,
  room_id text COLLATE "C",
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX scheduling_hold_expiry ON scheduling_hold (clinic_id, expires_at);
SELECT serambi_protect('scheduling_hold');

ALTER TABLE scheduling_settings
  ADD COLUMN hold_minutes integer NOT NULL DEFAULT 5 CHECK (hold_minutes BETWEEN 1 AND 30);

-- A row is a visit's or a hold's.
ALTER TABLE scheduling_booking
  DROP CONSTRAINT scheduling_booking_pkey,
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN hold_id uuid,
  ALTER COLUMN appointment_id DROP NOT NULL,
  ADD PRIMARY KEY (clinic_id, id),
  ADD UNIQUE (clinic_id, appointment_id, resource_kind, resource_id),
  ADD UNIQUE (clinic_id, hold_id, resource_kind, resource_id),
  ADD FOREIGN KEY (clinic_id, hold_id) REFERENCES scheduling_hold ON DELETE CASCADE,
  ADD CONSTRAINT scheduling_booking_owner CHECK (num_nonnulls(appointment_id, hold_id) = 1);

-- Whoever signs out, or is signed out, gives up what she held, in the same transaction.
CREATE FUNCTION scheduling_end_holds() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE scheduling_hold h SET expires_at = least(h.expires_at, NEW.ended_at)
    WHERE h.clinic_id = NEW.clinic_id AND h.session_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER scheduling_end_holds AFTER UPDATE OF ended_at ON identity_session
  FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL) EXECUTE FUNCTION scheduling_end_holds();

DROP FUNCTION scheduling_take(uuid, text, jsonb);
-- Takes what a visit (or a hold, one of the two is null) needs: of each claim one option, in one lane. All takers go
-- through resources and lanes in one order, so that two of them wait for one another in the same order and never in a
-- ring; `ON CONFLICT DO NOTHING` waits for the other's commit and leaves the transaction alive, so that the refusal can
-- name other times. An option may serve several claims and is given to the first of them that has none yet. A claim
-- of a single lane is given only where nothing stands in the other lanes: a time that is overbooked is not free.
-- Expired holds that another taker is clearing away are left to it; its rows are waited for like any other's.
CREATE FUNCTION scheduling_take(p_clinic uuid, p_visit text, p_hold uuid, p_now timestamptz, p_claims jsonb)
RETURNS TABLE (claim integer, resource_id text, lane smallint)
LANGUAGE plpgsql AS $$
DECLARE
  wanted record;
  given integer[] := '{}';
  found_rows integer;
BEGIN
  DELETE FROM scheduling_hold h WHERE h.clinic_id = p_clinic AND h.id IN (
    SELECT e.id FROM scheduling_hold e WHERE e.clinic_id = p_clinic AND e.expires_at <= p_now
    ORDER BY e.id FOR UPDATE SKIP LOCKED);
  FOR wanted IN
    SELECT c.claim, c.kind, c.id, c.starts_at, c.ends_at, c.lanes
    FROM jsonb_to_recordset(p_claims)
      AS c(claim integer, kind text, id text, starts_at timestamptz, ends_at timestamptz, lanes integer)
    ORDER BY c.kind COLLATE "C", c.id COLLATE "C", c.claim
  LOOP
    CONTINUE WHEN wanted.claim = ANY (given);
    CONTINUE WHEN wanted.lanes = 1 AND EXISTS (
      SELECT FROM scheduling_booking o
      WHERE o.clinic_id = p_clinic AND o.resource_kind = wanted.kind AND o.resource_id = wanted.id
        -- nothing binds for longer than a day
        AND o.starts_at > wanted.starts_at - interval '1 day' AND o.starts_at < wanted.ends_at
        AND o.ends_at > wanted.starts_at AND o.lane > 1);
    FOR try_lane IN 1..wanted.lanes LOOP
      INSERT INTO scheduling_booking
        (clinic_id, appointment_id, hold_id, resource_kind, resource_id, lane, starts_at, ends_at)
      VALUES (p_clinic, p_visit, p_hold, wanted.kind, wanted.id, try_lane, wanted.starts_at, wanted.ends_at)
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
