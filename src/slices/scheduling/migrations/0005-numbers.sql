-- A session of numbers: so many in it, one after the other, instead of times that somebody chooses.
ALTER TABLE scheduling_session
  ADD COLUMN quota integer CHECK (quota BETWEEN 1 AND 200);

-- The number of the visit in its session, as it was given; none in a session of fixed times.
ALTER TABLE scheduling_visit
  ADD COLUMN number integer CHECK (number > 0);

-- As before, and options of one resource at several times (the numbers of a session) in the order of time.
CREATE OR REPLACE FUNCTION scheduling_take(p_clinic uuid, p_visit text, p_hold uuid, p_now timestamptz, p_claims jsonb)
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
    ORDER BY c.kind COLLATE "C", c.id COLLATE "C", c.starts_at, c.claim
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
