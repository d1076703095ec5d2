-- Devices at which patients check themselves in. Gone with its device.
CREATE TABLE check_in_kiosk (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  device_id uuid NOT NULL,
  -- where slips come out; null: none are printed
  station_id text COLLATE "C",
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  PRIMARY KEY (clinic_id, device_id),
  FOREIGN KEY (clinic_id, device_id) REFERENCES devices_device ON DELETE CASCADE
);
SELECT serambi_protect('check_in_kiosk');

-- One patient's check-in. The secret that goes on with it lies behind a door of reminders. No foreign key to the visit:
-- front desk may forget it when its booking goes.
CREATE TABLE check_in_session (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  way text COLLATE "C" NOT NULL CHECK (way IN ('kiosk', 'phone')),
  -- name of the kiosk; empty on a phone
  place text NOT NULL,
  device_id uuid,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  -- how she was identified: kinds of front desk's
  agreed text[] NOT NULL,
  -- { reason, flags: [{ code, answer }] }: the red flags of her reason, and what she said to them; null until she is done
  said jsonb,
  opened_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  ended_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX check_in_session_visit ON check_in_session (clinic_id, visit_id);
SELECT serambi_protect('check_in_session');

-- Misses by kiosk (`kiosk/<device>`) or link (`visit/<visit>`).
CREATE TABLE check_in_miss (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  subject text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL,
  misses integer NOT NULL CHECK (misses > 0),
  PRIMARY KEY (clinic_id, subject)
);
SELECT serambi_protect('check_in_miss');

CREATE TABLE check_in_proposal (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL
    CHECK (kind IN ('phone', 'email', 'address', 'cardFront', 'cardBack', 'identity', 'payer')),
  -- { phone }, { email }, the lines of an address, { note }; empty for a picture
  value jsonb NOT NULL,
  document_id text COLLATE "C",
  at timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'accepted', 'returned', 'replaced')),
  decided_at timestamptz,
  decided_by text,
  reason text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, session_id) REFERENCES check_in_session
);
CREATE INDEX check_in_proposal_visit ON check_in_proposal (clinic_id, visit_id);
SELECT serambi_protect('check_in_proposal');

-- However a kiosk goes, with its device too: who was at it begins again, and its cookie opens nothing any more. A door
-- left behind would keep the tablet from being a kiosk again, because a cookie has one door.
CREATE FUNCTION check_in_kiosk_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE check_in_session s SET ended_at = s.last_at
    WHERE s.clinic_id = OLD.clinic_id AND s.device_id = OLD.device_id AND s.ended_at IS NULL;
  PERFORM reminders_shut_doors('kiosk', OLD.device_id::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER check_in_kiosk_gone AFTER DELETE ON check_in_kiosk
  FOR EACH ROW EXECUTE FUNCTION check_in_kiosk_gone();

-- Ends the sessions of people at a device of this clinic.
CREATE FUNCTION check_in_end_sessions(p_device uuid, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_session s SET ended_at = p_now FROM devices_device d
    WHERE d.clinic_id = serambi_clinic() AND d.id = p_device AND s.device_hash = d.device_hash AND s.ended_at IS NULL
$$;

-- Whoever signs in at a kiosk is out again at once: it stands in the lobby and does nothing but check in.
CREATE FUNCTION check_in_no_session() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE identity_session s SET ended_at = NEW.created_at
    WHERE s.id = NEW.id AND EXISTS (SELECT FROM devices_device d
      JOIN check_in_kiosk k ON k.clinic_id = d.clinic_id AND k.device_id = d.id
      WHERE d.device_hash = NEW.device_hash);
  RETURN NULL;
END
$$;
CREATE TRIGGER check_in_no_session AFTER INSERT ON identity_session
  FOR EACH ROW WHEN (NEW.device_hash IS NOT NULL) EXECUTE FUNCTION check_in_no_session();
