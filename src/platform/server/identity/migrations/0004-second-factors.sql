-- Second factors, the challenges that stand between a password and a session, and how much one address may guess.

-- The secret of an authenticator app, sealed by a key that lies outside the database. What was begun and not yet
-- confirmed by a code stands beside the one in use. `last_step` is the time step of the newest code that was taken:
-- only a later one is ever taken again.
CREATE TABLE identity_totp (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  sealed_secret bytea,
  begun_secret bytea,
  last_step bigint NOT NULL DEFAULT 0,
  confirmed_at timestamptz,
  PRIMARY KEY (clinic_id, staff_id),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  CHECK ((sealed_secret IS NULL) = (confirmed_at IS NULL))
);
SELECT serambi_protect('identity_totp');

-- Codes for a lost phone, each good once; keyed hashes.
CREATE TABLE identity_recovery_code (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (clinic_id, staff_id, code_hash),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
SELECT serambi_protect('identity_recovery_code');

CREATE TABLE identity_passkey (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  -- the credential's own id, base64url
  id text COLLATE "C" NOT NULL CHECK (id <> ''),
  staff_id uuid NOT NULL,
  name text NOT NULL,
  -- the site it was made for; it opens no other
  site text COLLATE "C" NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
CREATE INDEX identity_passkey_staff ON identity_passkey (clinic_id, staff_id);
SELECT serambi_protect('identity_passkey');

-- What was handed out and must come back soon, once: tickets of a sign-in that waits for its second factor, and
-- challenges for a passkey. A passkey's sign-in begins before the clinic is known.
CREATE TABLE identity_challenge (
  secret_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('factor', 'enrol', 'passkey', 'newPasskey')),
  clinic_id uuid,
  staff_id uuid,
  expires_at timestamptz NOT NULL,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
CREATE INDEX identity_challenge_age ON identity_challenge (expires_at);
CREATE INDEX identity_challenge_staff ON identity_challenge (clinic_id, staff_id);
COMMENT ON TABLE identity_challenge IS 'Tickets and challenges by their hash. @functions-only';

-- Wrong sign-ins from an address at devices that nobody knows: a vessel that holds 50 and loses one every 12 seconds.
CREATE TABLE identity_address (
  address text COLLATE "C" PRIMARY KEY,
  level double precision NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX identity_address_age ON identity_address (at);
COMMENT ON TABLE identity_address IS 'Wrong sign-ins per address. @functions-only';

ALTER TABLE identity_challenge ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_address ENABLE ROW LEVEL SECURITY;

-- What a person reads in the list of her own sessions.
ALTER TABLE identity_session ADD COLUMN agent text, ADD COLUMN client_address text,
  ADD COLUMN factor text CHECK (factor IN ('password', 'totp', 'recovery', 'passkey', 'link'));

-- A line that was opened by a session must end with it, in every process: whatever ends a session or gives it a new
-- token leaves an event for the relays.
CREATE FUNCTION identity_tell_ended() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO platform_outbox (clinic_id, event, payload)
    VALUES (NEW.clinic_id, 'identity.credentialEnded', jsonb_build_object('credentialId', NEW.id)::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER identity_session_ended AFTER UPDATE OF ended_at, token_hash ON identity_session FOR EACH ROW
  WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at OR OLD.token_hash <> NEW.token_hash)
  EXECUTE FUNCTION identity_tell_ended();
CREATE TRIGGER identity_token_ended AFTER UPDATE OF ended_at ON identity_token FOR EACH ROW
  WHEN (OLD.ended_at IS DISTINCT FROM NEW.ended_at) EXECUTE FUNCTION identity_tell_ended();

-- Who sends a request, in one round trip: the person or client, her clinic, the roles she holds, and the state of
-- her session or token. Use is noted at most once a minute; a session left idle locks here and now.
CREATE OR REPLACE FUNCTION identity_authenticate(p_token bytea, p_bearer boolean, p_touch boolean, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('serambi.clinic', true), '');
  session identity_session;
  token identity_token;
  the_clinic uuid;
  answer jsonb;
BEGIN
  SELECT * INTO session FROM identity_session s
    WHERE s.token_hash = p_token AND s.ended_at IS NULL AND s.absolute_until > p_now;
  IF session.id IS NOT NULL THEN
    the_clinic := session.clinic_id;
    IF session.locked_at IS NULL THEN
      IF session.used_at + session.idle_minutes * interval '1 minute' <= p_now THEN
        UPDATE identity_session s SET locked_at = p_now WHERE s.token_hash = p_token AND s.locked_at IS NULL;
        session.locked_at := p_now;
      ELSIF p_touch AND session.used_at + interval '1 minute' <= p_now THEN
        UPDATE identity_session s SET used_at = p_now WHERE s.token_hash = p_token AND s.used_at < p_now;
      END IF;
    END IF;
  ELSIF p_bearer THEN
    SELECT * INTO token FROM identity_token t
      WHERE t.token_hash = p_token AND t.ended_at IS NULL AND t.expires_at > p_now;
    the_clinic := token.clinic_id;
    IF p_touch AND (token.used_at IS NULL OR token.used_at + interval '1 minute' <= p_now) THEN
      UPDATE identity_token t SET used_at = p_now WHERE t.token_hash = p_token;
    END IF;
  END IF;
  IF the_clinic IS NULL THEN
    RETURN NULL;
  END IF;

  PERFORM set_config('serambi.clinic', the_clinic::text, true);
  SELECT jsonb_build_object(
      'clinic', to_jsonb(c) - 'created_at',
      'staff', (SELECT jsonb_build_object('id', s.id, 'name', s.name, 'login', s.login, 'language', s.language,
          'roles', s.roles, 'practitionerId', s.practitioner_id, 'hasPin', s.pin_hash IS NOT NULL)
        FROM identity_staff s WHERE s.clinic_id = the_clinic AND s.status = 'active'
          AND s.id = coalesce(session.staff_id, token.staff_id)),
      'client', (SELECT jsonb_build_object('id', k.id, 'name', k.name, 'scopes', token.scopes)
        FROM identity_client k WHERE k.clinic_id = the_clinic AND k.id = token.client_id),
      'held', coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'label',
            jsonb_build_object('en', r.label_en, 'id', r.label_id), 'actions', r.actions, 'preliminary', r.preliminary)
            ORDER BY r.role)
        FROM scope_role r JOIN identity_staff s ON s.clinic_id = r.clinic_id AND r.role = ANY (s.roles)
        WHERE r.clinic_id = the_clinic AND s.id = coalesce(session.staff_id, token.staff_id)), '[]'),
      'session', CASE WHEN session.id IS NOT NULL THEN jsonb_build_object('id', session.id,
        'deviceHash', encode(session.device_hash, 'hex'), 'lockedAt', session.locked_at,
        'pinTriesLeft', 5 - session.pin_failed_count, 'idleMinutes', session.idle_minutes,
        'absoluteUntil', session.absolute_until) END,
      'token', CASE WHEN token.id IS NOT NULL THEN jsonb_build_object('id', token.id, 'expiresAt', token.expires_at) END)
    INTO answer FROM platform_clinic c WHERE c.id = the_clinic;
  PERFORM set_config('serambi.clinic', before, true);
  RETURN answer;
END
$$;

-- Counts an attempt before the password or code is looked at, so that guesses made at the same moment cannot slip
-- past the limits. The fifth wrong one at a login waits a minute, each further one twice as long, at most 15 minutes; a
-- day of quiet starts anew. At a device that the person is not known at, the address is counted too: it holds back
-- whoever tries many logins from one place, and nobody who has signed in at her device before.
DROP FUNCTION identity_begin_attempt(text, bytea, timestamptz);
CREATE FUNCTION identity_begin_attempt(p_login text, p_device bytea, p_now timestamptz, p_address text DEFAULT NULL)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('serambi.clinic', true), '');
  hashed bytea := sha256(convert_to(p_login, 'UTF8'));
  counted bytea := ''::bytea;
  owner record;
  staff record;
  attempt record;
  failed integer;
  most constant double precision := 50;
  seconds_each constant double precision := 12;
  now_level double precision;
BEGIN
  SELECT l.clinic_id, l.staff_id INTO owner FROM identity_login l WHERE l.login = p_login;
  PERFORM set_config('serambi.clinic', coalesce(owner.clinic_id::text, ''), true);
  SELECT s.status, s.password_hash INTO staff FROM identity_staff s
    WHERE s.clinic_id = owner.clinic_id AND s.id = owner.staff_id;
  IF EXISTS (SELECT FROM identity_device d WHERE d.clinic_id = owner.clinic_id AND d.staff_id = owner.staff_id
             AND d.device_hash = p_device) THEN
    counted := p_device;
  END IF;
  PERFORM set_config('serambi.clinic', before, true);

  INSERT INTO identity_attempt (login_hash, device_hash, failed_count, last_at)
    VALUES (hashed, counted, 0, p_now) ON CONFLICT DO NOTHING;
  SELECT a.failed_count, a.last_at, a.locked_until INTO attempt FROM identity_attempt a
    WHERE a.login_hash = hashed AND a.device_hash = counted FOR UPDATE;
  IF attempt.locked_until > p_now THEN
    RETURN jsonb_build_object('waitUntil', attempt.locked_until);
  END IF;
  IF p_address IS NOT NULL AND counted = ''::bytea THEN
    INSERT INTO identity_address AS a (address, level, at) VALUES (p_address, 0, p_now)
      ON CONFLICT (address) DO UPDATE SET at = greatest(a.at, p_now),
        level = greatest(0, a.level - greatest(0, extract(epoch FROM p_now - a.at)) / seconds_each)
      RETURNING a.level INTO now_level;
    IF now_level > most - 1 THEN
      RETURN jsonb_build_object('waitUntil', p_now + (now_level - most + 1) * seconds_each * interval '1 second');
    END IF;
    UPDATE identity_address a SET level = now_level + 1 WHERE a.address = p_address;
  END IF;
  failed := CASE WHEN attempt.last_at < p_now - interval '24 hours' THEN 1 ELSE coalesce(attempt.failed_count, 0) + 1 END;
  UPDATE identity_attempt a SET failed_count = failed, last_at = p_now,
      locked_until = CASE WHEN failed >= 5
        THEN p_now + least(power(2, least(failed - 5, 10)), 15) * interval '1 minute' END
    WHERE a.login_hash = hashed AND a.device_hash = counted;
  RETURN jsonb_build_object('clinicId', owner.clinic_id, 'staffId', owner.staff_id, 'status', staff.status,
    'passwordHash', staff.password_hash, 'counted', encode(counted, 'hex'));
END
$$;

-- After a way in that was right to its end: clears the count that this attempt went to, and no other, and takes what
-- it put on the address off again.
DROP FUNCTION identity_clear_attempts(text, bytea);
CREATE FUNCTION identity_clear_attempts(p_login text, p_counted bytea, p_address text DEFAULT NULL,
  p_attempts integer DEFAULT 1) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_attempt a SET failed_count = 0, locked_until = NULL
    WHERE a.login_hash = sha256(convert_to(p_login, 'UTF8')) AND a.device_hash = p_counted;
  UPDATE identity_address a SET level = greatest(0, a.level - p_attempts)
    WHERE a.address = p_address AND p_counted = ''::bytea;
$$;

-- Opens a session of an active person of this clinic; false when she is none, or when her password is no longer the
-- one that was looked at. One person has one session at a device, and only one of the people at a device is at it:
-- the others' sessions lock. The person's row stays locked to the end, so that whatever ends her sessions at the
-- same moment either sees this one or is seen here.
DROP FUNCTION identity_open_session(uuid, bytea, uuid, bytea, integer, timestamptz, timestamptz);
CREATE FUNCTION identity_open_session(p_id uuid, p_token bytea, p_staff uuid, p_password_hash text, p_device bytea,
  p_idle_minutes integer, p_absolute_until timestamptz, p_agent text, p_address text, p_factor text, p_now timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM identity_staff s WHERE s.clinic_id = serambi_clinic() AND s.id = p_staff AND s.status = 'active'
    AND (p_password_hash IS NULL OR s.password_hash = p_password_hash) FOR SHARE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE identity_session s SET ended_at = p_now
    WHERE s.device_hash = p_device AND s.clinic_id = serambi_clinic() AND s.staff_id = p_staff AND s.ended_at IS NULL;
  UPDATE identity_session s SET locked_at = p_now
    WHERE s.device_hash = p_device AND s.locked_at IS NULL AND s.ended_at IS NULL;
  INSERT INTO identity_session (token_hash, id, clinic_id, staff_id, device_hash, created_at, used_at, idle_minutes,
      absolute_until, agent, client_address, factor)
    VALUES (p_token, p_id, serambi_clinic(), p_staff, p_device, p_now, p_now, p_idle_minutes, p_absolute_until, p_agent,
      p_address, p_factor);
  IF p_device IS NOT NULL THEN
    INSERT INTO identity_device AS d (clinic_id, staff_id, device_hash, first_at, last_at)
      VALUES (serambi_clinic(), p_staff, p_device, p_now, p_now)
      ON CONFLICT (clinic_id, staff_id, device_hash) DO UPDATE SET last_at = p_now;
  END IF;
  RETURN true;
END
$$;

-- Whether anybody has signed in at this device: a name that a device brings and nobody gave it
-- is not taken over.
CREATE FUNCTION identity_knows_device(p_device bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM identity_session s WHERE s.device_hash = p_device)
    OR EXISTS (SELECT FROM identity_device d WHERE d.clinic_id = serambi_clinic() AND d.device_hash = p_device) $$;
CREATE INDEX identity_session_device_ever ON identity_session (device_hash);

-- A new token for a session that goes on: its old one is worth nothing from the commit on.
CREATE FUNCTION identity_retoken_session(p_session uuid, p_token bytea, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE identity_session s SET token_hash = p_token
    WHERE s.id = p_session AND s.clinic_id = serambi_clinic() AND s.ended_at IS NULL AND s.absolute_until > p_now;
  RETURN FOUND;
END
$$;

-- A person's sessions of this clinic that are open, newest use first.
CREATE FUNCTION identity_sessions_of(p_staff uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'agent', s.agent, 'address', s.client_address,
      'factor', s.factor, 'createdAt', s.created_at, 'usedAt', s.used_at, 'absoluteUntil', s.absolute_until,
      'locked', s.locked_at IS NOT NULL) ORDER BY s.used_at DESC, s.id), '[]')
    FROM identity_session s WHERE s.clinic_id = serambi_clinic() AND s.staff_id = p_staff AND s.ended_at IS NULL
      AND s.absolute_until > p_now $$;

-- Ends one session of a person of this clinic, and of nobody else.
CREATE FUNCTION identity_end_session_of(p_staff uuid, p_session uuid, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE identity_session s SET ended_at = p_now WHERE s.id = p_session AND s.clinic_id = serambi_clinic()
    AND s.staff_id = p_staff AND s.ended_at IS NULL;
  RETURN FOUND;
END
$$;

-- Locks a person's open sessions: what she may do has changed, and the next token is given to her alone.
CREATE FUNCTION identity_lock_person(p_staff uuid, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_session s SET locked_at = p_now WHERE s.clinic_id = serambi_clinic() AND s.staff_id = p_staff
    AND s.locked_at IS NULL AND s.ended_at IS NULL $$;

-- Ends a person's tickets, her sessions but the one to keep, her links, and her API tokens where that is asked for.
CREATE OR REPLACE FUNCTION identity_end_all(p_staff uuid, p_keep uuid, p_tokens boolean, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM identity_challenge c WHERE c.clinic_id = serambi_clinic() AND c.staff_id = p_staff;
  UPDATE identity_session s SET ended_at = p_now WHERE s.clinic_id = serambi_clinic() AND s.staff_id = p_staff
    AND s.ended_at IS NULL AND s.id IS DISTINCT FROM p_keep;
  UPDATE identity_link l SET ended_at = p_now
    WHERE l.clinic_id = serambi_clinic() AND l.staff_id = p_staff AND l.ended_at IS NULL;
  UPDATE identity_token t SET ended_at = p_now
    WHERE p_tokens AND t.clinic_id = serambi_clinic() AND t.staff_id = p_staff AND t.ended_at IS NULL;
$$;

CREATE FUNCTION identity_make_challenge(p_secret bytea, p_purpose text, p_clinic uuid, p_staff uuid,
  p_expires_at timestamptz, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM identity_challenge WHERE secret_hash IN (
    SELECT c.secret_hash FROM identity_challenge c WHERE c.expires_at < p_now LIMIT 50 FOR UPDATE SKIP LOCKED);
  INSERT INTO identity_challenge (secret_hash, purpose, clinic_id, staff_id, expires_at)
    VALUES (p_secret, p_purpose, p_clinic, p_staff, p_expires_at);
$$;

-- Whose ticket this is; null when it was used or is too old.
CREATE FUNCTION identity_find_challenge(p_secret bytea, p_purpose text, p_now timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT jsonb_build_object('clinicId', c.clinic_id, 'staffId', c.staff_id) FROM identity_challenge c
   WHERE c.secret_hash = p_secret AND c.purpose = p_purpose AND c.expires_at > p_now $$;

-- Takes it, once: null for everybody who comes second.
CREATE FUNCTION identity_take_challenge(p_secret bytea, p_purpose text, p_now timestamptz) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ DELETE FROM identity_challenge c WHERE c.secret_hash = p_secret AND c.purpose = p_purpose AND c.expires_at > p_now
   RETURNING jsonb_build_object('clinicId', c.clinic_id, 'staffId', c.staff_id) $$;

-- Removes what can open nothing any more; the audit trail keeps the story. For a nightly job.
CREATE OR REPLACE FUNCTION identity_forget(p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM identity_session WHERE absolute_until < p_now - interval '7 days';
  DELETE FROM identity_link WHERE expires_at < p_now - interval '7 days';
  DELETE FROM identity_token WHERE expires_at < p_now - interval '400 days';
  DELETE FROM identity_attempt WHERE last_at < p_now - interval '24 hours';
  DELETE FROM identity_challenge WHERE expires_at < p_now;
  DELETE FROM identity_address WHERE at < p_now - interval '1 hour';
$$;
