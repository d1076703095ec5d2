-- The questions that the app role may ask of the look-up tables. Those that cross clinics set the clinic for
-- themselves to read its rows and put back what was set before; the others act inside the clinic of the
-- transaction and nowhere else.

-- Whose login this is; null when nobody's.
CREATE FUNCTION identity_find_login(p_login text) RETURNS TABLE (clinic_id uuid, staff_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT l.clinic_id, l.staff_id FROM identity_login l WHERE l.login = p_login $$;

-- Counts an attempt before the password is looked at, so that guesses made at the same moment cannot slip past the
-- limit. The fifth wrong one waits a minute, each further one twice as long, at most 15 minutes; a day of quiet
-- starts anew.
CREATE FUNCTION identity_begin_attempt(p_login text, p_device bytea, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('serambi.clinic', true), '');
  hashed bytea := sha256(convert_to(p_login, 'UTF8'));
  counted bytea := ''::bytea;
  owner record;
  staff record;
  attempt record;
  failed integer;
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
  failed := CASE WHEN attempt.last_at < p_now - interval '24 hours' THEN 1 ELSE coalesce(attempt.failed_count, 0) + 1 END;
  UPDATE identity_attempt a SET failed_count = failed, last_at = p_now,
      locked_until = CASE WHEN failed >= 5
        THEN p_now + least(power(2, least(failed - 5, 10)), 15) * interval '1 minute' END
    WHERE a.login_hash = hashed AND a.device_hash = counted;
  RETURN jsonb_build_object('clinicId', owner.clinic_id, 'staffId', owner.staff_id, 'status', staff.status,
    'passwordHash', staff.password_hash, 'counted', encode(counted, 'hex'));
END
$$;

-- After a right password: clears the count that this attempt went to, and no other.
CREATE FUNCTION identity_clear_attempts(p_login text, p_counted bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ UPDATE identity_attempt a SET failed_count = 0, locked_until = NULL
   WHERE a.login_hash = sha256(convert_to(p_login, 'UTF8')) AND a.device_hash = p_counted $$;

-- What a wrong guess at nobody's login does in place of the audit row: about the same work, and useful.
CREATE FUNCTION identity_forget_attempts(p_login text, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM identity_attempt WHERE (login_hash, device_hash) IN (
    SELECT a.login_hash, a.device_hash FROM identity_attempt a WHERE a.last_at < p_now - interval '24 hours' LIMIT 100);
  UPDATE identity_attempt a SET last_at = p_now
    WHERE a.login_hash = sha256(convert_to(p_login, 'UTF8')) AND a.device_hash = '';
$$;

-- Who sends a request, in one round trip: the person or client, her clinic, the roles she holds, and the state of
-- her session. Use is noted at most once a minute; a session left idle locks here and now.
CREATE FUNCTION identity_authenticate(p_token bytea, p_bearer boolean, p_touch boolean, p_now timestamptz)
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
        'absoluteUntil', session.absolute_until) END)
    INTO answer FROM platform_clinic c WHERE c.id = the_clinic;
  PERFORM set_config('serambi.clinic', before, true);
  RETURN answer;
END
$$;

-- Opens a session of a person of this clinic. One person has one session at a device, and only one of the people
-- at a device is at it: the others' sessions lock.
CREATE FUNCTION identity_open_session(p_id uuid, p_token bytea, p_staff uuid, p_device bytea, p_idle_minutes integer,
  p_absolute_until timestamptz, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE identity_session s SET ended_at = p_now
    WHERE s.device_hash = p_device AND s.clinic_id = serambi_clinic() AND s.staff_id = p_staff AND s.ended_at IS NULL;
  UPDATE identity_session s SET locked_at = p_now
    WHERE s.device_hash = p_device AND s.locked_at IS NULL AND s.ended_at IS NULL;
  INSERT INTO identity_session (token_hash, id, clinic_id, staff_id, device_hash, created_at, used_at, idle_minutes,
      absolute_until)
    VALUES (p_token, p_id, serambi_clinic(), p_staff, p_device, p_now, p_now, p_idle_minutes, p_absolute_until);
  IF p_device IS NOT NULL THEN
    INSERT INTO identity_device AS d (clinic_id, staff_id, device_hash, first_at, last_at)
      VALUES (serambi_clinic(), p_staff, p_device, p_now, p_now)
      ON CONFLICT (clinic_id, staff_id, device_hash) DO UPDATE SET last_at = p_now;
  END IF;
END
$$;

-- Opens a session of this clinic again, under a new token; whoever was at the device is locked. False when it is over.
CREATE FUNCTION identity_renew_session(p_session uuid, p_token bytea, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  renewed bytea;
BEGIN
  UPDATE identity_session s
    SET token_hash = p_token, used_at = p_now, locked_at = NULL, pin_failed_count = 0
    WHERE s.id = p_session AND s.clinic_id = serambi_clinic() AND s.ended_at IS NULL AND s.absolute_until > p_now;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT s.device_hash INTO renewed FROM identity_session s WHERE s.id = p_session;
  UPDATE identity_session s SET locked_at = p_now
    WHERE s.device_hash = renewed AND s.id <> p_session AND s.locked_at IS NULL AND s.ended_at IS NULL;
  RETURN true;
END
$$;

CREATE FUNCTION identity_lock_session(p_session uuid, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ UPDATE identity_session s SET locked_at = p_now
   WHERE s.id = p_session AND s.clinic_id = serambi_clinic() AND s.locked_at IS NULL $$;

CREATE FUNCTION identity_end_session(p_session uuid, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ UPDATE identity_session s SET ended_at = p_now
   WHERE s.id = p_session AND s.clinic_id = serambi_clinic() AND s.ended_at IS NULL $$;

-- Ends a person's sessions but the one to keep, her links, and her API tokens where that is asked for.
CREATE FUNCTION identity_end_all(p_staff uuid, p_keep uuid, p_tokens boolean, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_session s SET ended_at = p_now WHERE s.clinic_id = serambi_clinic() AND s.staff_id = p_staff
    AND s.ended_at IS NULL AND s.id IS DISTINCT FROM p_keep;
  UPDATE identity_link l SET ended_at = p_now
    WHERE l.clinic_id = serambi_clinic() AND l.staff_id = p_staff AND l.ended_at IS NULL;
  UPDATE identity_token t SET ended_at = p_now
    WHERE p_tokens AND t.clinic_id = serambi_clinic() AND t.staff_id = p_staff AND t.ended_at IS NULL;
$$;

-- People who signed in at this device and whose time is not over.
CREATE FUNCTION identity_people_at(p_device bytea, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('serambi.clinic', true), '');
  answer jsonb := '[]';
  session identity_session;
BEGIN
  FOR session IN SELECT * FROM identity_session s WHERE s.device_hash = p_device AND s.ended_at IS NULL
      AND s.absolute_until > p_now ORDER BY s.created_at LIMIT 50 LOOP
    PERFORM set_config('serambi.clinic', session.clinic_id::text, true);
    answer := answer || coalesce((SELECT jsonb_agg(jsonb_build_object('sessionId', session.id, 'staffId', s.id,
          'name', s.name, 'hasPin', s.pin_hash IS NOT NULL, 'clinicId', c.id, 'clinicName', c.name))
        FROM identity_staff s JOIN platform_clinic c ON c.id = s.clinic_id
        WHERE s.clinic_id = session.clinic_id AND s.id = session.staff_id AND s.status = 'active'), '[]');
  END LOOP;
  PERFORM set_config('serambi.clinic', before, true);
  RETURN answer;
END
$$;

-- Counts a PIN attempt on a session before the PIN is looked at. Null when the session is over; `triesLeft` below
-- zero when its five are spent and only the password helps.
CREATE FUNCTION identity_begin_pin(p_session uuid, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('serambi.clinic', true), '');
  session identity_session;
  answer jsonb;
BEGIN
  UPDATE identity_session s SET pin_failed_count = least(s.pin_failed_count + 1, 6)
    WHERE s.id = p_session AND s.ended_at IS NULL AND s.absolute_until > p_now RETURNING * INTO session;
  IF session.id IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('serambi.clinic', session.clinic_id::text, true);
  SELECT jsonb_build_object('clinicId', s.clinic_id, 'staffId', s.id, 'name', s.name, 'language', s.language,
      'clinicSlug', c.slug, 'absoluteUntil', session.absolute_until, 'triesLeft', 5 - session.pin_failed_count,
      'pinHash', CASE WHEN session.pin_failed_count <= 5 THEN s.pin_hash END)
    INTO answer FROM identity_staff s JOIN platform_clinic c ON c.id = s.clinic_id
    WHERE s.clinic_id = session.clinic_id AND s.id = session.staff_id AND s.status = 'active';
  PERFORM set_config('serambi.clinic', before, true);
  RETURN answer;
END
$$;

-- Makes a link for a person of this clinic; links that she had before are void.
CREATE FUNCTION identity_make_link(p_token bytea, p_kind text, p_staff uuid, p_expires_at timestamptz, p_now timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_link l SET ended_at = p_now
    WHERE l.clinic_id = serambi_clinic() AND l.staff_id = p_staff AND l.ended_at IS NULL;
  INSERT INTO identity_link (token_hash, kind, clinic_id, staff_id, created_at, expires_at)
    VALUES (p_token, p_kind, serambi_clinic(), p_staff, p_now, p_expires_at);
$$;

-- Whom a link is for; null when it was taken, is void or too old.
CREATE FUNCTION identity_find_link(p_token bytea, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('serambi.clinic', true), '');
  link identity_link;
  answer jsonb;
BEGIN
  SELECT * INTO link FROM identity_link l WHERE l.token_hash = p_token AND l.ended_at IS NULL AND l.expires_at > p_now;
  IF link.token_hash IS NULL THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('serambi.clinic', link.clinic_id::text, true);
  SELECT jsonb_build_object('kind', link.kind, 'clinicId', c.id, 'clinicSlug', c.slug, 'clinicName', c.name,
      'clinicSettings', c.settings, 'staffId', s.id, 'name', s.name, 'login', s.login, 'language', s.language,
      'expiresAt', link.expires_at)
    INTO answer FROM identity_staff s JOIN platform_clinic c ON c.id = s.clinic_id
    WHERE s.clinic_id = link.clinic_id AND s.id = link.staff_id
      AND s.status = CASE link.kind WHEN 'invitation' THEN 'invited' ELSE 'active' END;
  PERFORM set_config('serambi.clinic', before, true);
  RETURN answer;
END
$$;

-- Takes a link of this clinic, once: false for everybody who comes second.
CREATE FUNCTION identity_take_link(p_token bytea, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE identity_link l SET ended_at = p_now
    WHERE l.token_hash = p_token AND l.clinic_id = serambi_clinic() AND l.ended_at IS NULL AND l.expires_at > p_now;
  RETURN FOUND;
END
$$;

CREATE FUNCTION identity_make_token(p_id uuid, p_token bytea, p_staff uuid, p_client uuid, p_scopes text[],
  p_expires_at timestamptz, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ INSERT INTO identity_token (id, token_hash, clinic_id, staff_id, client_id, scopes, created_at, expires_at)
   VALUES (p_id, p_token, serambi_clinic(), p_staff, p_client, p_scopes, p_now, p_expires_at) $$;

CREATE FUNCTION identity_end_token(p_id uuid, p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ UPDATE identity_token t SET ended_at = p_now
   WHERE t.id = p_id AND t.clinic_id = serambi_clinic() AND t.ended_at IS NULL $$;

-- The tiles of the sign-in page: people of demo clinics, never of a real one.
CREATE FUNCTION identity_demo_people() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before text := coalesce(current_setting('serambi.clinic', true), '');
  answer jsonb := '[]';
  one platform_clinic;
BEGIN
  FOR one IN SELECT * FROM platform_clinic c WHERE c.demo ORDER BY c.created_at, c.slug LOOP
    PERFORM set_config('serambi.clinic', one.id::text, true);
    answer := answer || jsonb_build_object('slug', one.slug, 'name', one.name, 'language', one.language, 'people',
      coalesce((SELECT jsonb_agg(jsonb_build_object('login', s.login, 'name', s.name, 'language', s.language,
            'roles', s.roles, 'labels', coalesce((SELECT jsonb_agg(jsonb_build_object('en', r.label_en, 'id', r.label_id)
                ORDER BY array_position(s.roles, r.role::text))
              FROM scope_role r WHERE r.clinic_id = one.id AND r.role = ANY (s.roles)), '[]')) ORDER BY s.created_at, s.id)
        FROM identity_staff s WHERE s.clinic_id = one.id AND s.status = 'active'), '[]'));
  END LOOP;
  PERFORM set_config('serambi.clinic', before, true);
  RETURN answer;
END
$$;

-- Removes what can open nothing any more; the audit trail keeps the story. For a nightly job.
CREATE FUNCTION identity_forget(p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM identity_session WHERE absolute_until < p_now - interval '7 days';
  DELETE FROM identity_link WHERE expires_at < p_now - interval '7 days';
  DELETE FROM identity_token WHERE expires_at < p_now - interval '400 days';
  DELETE FROM identity_attempt WHERE last_at < p_now - interval '24 hours';
$$;
