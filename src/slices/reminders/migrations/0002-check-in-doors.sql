-- Doors at which patients check in: a kiosk's device, a link of its own, and the minutes that such a talk takes.
ALTER TABLE reminders_door DROP CONSTRAINT reminders_door_purpose_check;
ALTER TABLE reminders_door ADD CONSTRAINT reminders_door_purpose_check
  CHECK (purpose IN ('link', 'gateway', 'feed', 'kiosk', 'checkIn', 'checkInSession'));

-- Whose a secret is: null when nobody's. One that is right opens however many wrong ones came from there, or whoever
-- shares a network with a guesser would be shut out; after twenty wrong ones a further wrong one is told to wait for the
-- end of the quarter of an hour. A secret has 128 bits at least, so nothing is lost by that.
CREATE OR REPLACE FUNCTION reminders_find_door(p_secret bytea, p_purpose text, p_address text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found jsonb;
  wrong integer;
BEGIN
  SELECT jsonb_build_object('clinic', to_jsonb(c) - 'created_at', 'subject', d.subject) INTO found
    FROM reminders_door d JOIN platform_clinic c ON c.id = d.clinic_id
    WHERE d.secret_hash = p_secret AND d.purpose = p_purpose AND (d.expires_at IS NULL OR d.expires_at > p_now);
  IF found IS NOT NULL THEN
    RETURN found;
  END IF;
  SELECT w.tries INTO wrong FROM reminders_wrong w
    WHERE w.address = p_address AND w.since > p_now - interval '15 minutes' AND w.since <= p_now;
  IF wrong >= 20 THEN
    RETURN jsonb_build_object('wait', true);
  END IF;
  -- a clock that was set back must not make anybody wait until then
  DELETE FROM reminders_wrong w WHERE w.since <= p_now - interval '15 minutes' OR w.since > p_now;
  INSERT INTO reminders_wrong AS w (address, since, tries) VALUES (p_address, p_now, 1)
    ON CONFLICT (address) DO UPDATE SET tries = w.tries + 1;
  RETURN NULL;
END
$$;
