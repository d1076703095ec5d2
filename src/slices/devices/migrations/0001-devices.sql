-- Devices that somebody has named. The hash is that of the cookie `serambi_device`, by which identity knows a browser too.
CREATE TABLE devices_device (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  device_hash bytea NOT NULL,
  paired_at timestamptz NOT NULL,
  paired_by text NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, device_hash)
);
SELECT serambi_protect('devices_device');

-- Codes that wait for their device. A code must be found before the clinic is known: the app role cannot touch the table.
CREATE TABLE devices_pairing (
  code_hash bytea PRIMARY KEY,
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  name text NOT NULL CHECK (name <> ''),
  asked_by text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX devices_pairing_clinic ON devices_pairing (clinic_id);
COMMENT ON TABLE devices_pairing IS 'Pairing codes by their hash. @functions-only';
ALTER TABLE devices_pairing ENABLE ROW LEVEL SECURITY;

-- Keeps a code for this clinic, and forgets those that nobody used in time.
CREATE FUNCTION devices_make_pairing(p_code bytea, p_name text, p_by text, p_expires_at timestamptz, p_now timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM devices_pairing p WHERE p.clinic_id = serambi_clinic() AND p.expires_at <= p_now;
  INSERT INTO devices_pairing (code_hash, clinic_id, name, asked_by, expires_at)
    VALUES (p_code, serambi_clinic(), p_name, p_by, p_expires_at);
$$;

-- The clinic that a code is of; null when it was used or is too old.
CREATE FUNCTION devices_find_pairing(p_code bytea, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT to_jsonb(c) - 'created_at' FROM devices_pairing p JOIN platform_clinic c ON c.id = p.clinic_id
    WHERE p.code_hash = p_code AND p.expires_at > p_now
$$;

-- Takes a code of this clinic, once: null for everybody who comes second.
CREATE FUNCTION devices_take_pairing(p_code bytea, p_now timestamptz) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM devices_pairing p
    WHERE p.code_hash = p_code AND p.clinic_id = serambi_clinic() AND p.expires_at > p_now
    RETURNING jsonb_build_object('name', p.name, 'askedBy', p.asked_by)
$$;

-- When somebody last used a session of this clinic at each of its devices. Sessions are forgotten after some days; the
-- last sign-in stays.
CREATE FUNCTION devices_last_used() RETURNS TABLE (device_hash bytea, used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT d.device_hash, greatest(
      (SELECT max(s.used_at) FROM identity_session s
        WHERE s.device_hash = d.device_hash AND s.clinic_id = d.clinic_id),
      (SELECT max(i.last_at) FROM identity_device i
        WHERE i.clinic_id = d.clinic_id AND i.device_hash = d.device_hash))
    FROM devices_device d WHERE d.clinic_id = serambi_clinic()
$$;

-- Ends every session of this clinic at a device and forgets who signed in there.
CREATE FUNCTION devices_end(p_device bytea, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_session s SET ended_at = p_now
    WHERE s.device_hash = p_device AND s.clinic_id = serambi_clinic() AND s.ended_at IS NULL;
  DELETE FROM identity_device i WHERE i.device_hash = p_device AND i.clinic_id = serambi_clinic();
  DELETE FROM identity_named_device n WHERE n.device_hash = p_device AND n.clinic_id = serambi_clinic();
$$;
