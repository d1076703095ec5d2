-- Who sends a request, as before, with what the law of the clinic's place asks of those without a licence and how much
-- she has toward it.
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
            jsonb_build_object('en', r.label_en, 'id', r.label_id), 'actions', r.actions, 'preliminary', r.preliminary,
            'licence', r.licence) ORDER BY r.role)
        FROM scope_role r JOIN identity_staff s ON s.clinic_id = r.clinic_id AND r.role = ANY (s.roles)
        WHERE r.clinic_id = the_clinic AND s.id = coalesce(session.staff_id, token.staff_id)), '[]'),
      'terms', coalesce((SELECT jsonb_agg(jsonb_build_object('act', t.act, 'role', t.role, 'competency', t.competency,
            'label', jsonb_build_object('en', t.label_en, 'id', t.label_id), 'credentials', t.credentials,
            'supervision', t.supervision, 'delegation', t.delegation, 'protocol', t.protocol, 'coSign', t.co_sign)
            ORDER BY t.act, t.role NULLS FIRST)
        FROM scope_term t WHERE t.clinic_id = the_clinic
          AND EXISTS (SELECT FROM scope_role r JOIN identity_staff s ON s.clinic_id = r.clinic_id AND r.role = ANY (s.roles)
            WHERE r.clinic_id = the_clinic AND s.id = coalesce(session.staff_id, token.staff_id)
              AND r.licence = 'none')), '[]'),
      'laws', coalesce((SELECT jsonb_agg(jsonb_build_object('act', w.act, 'place', w.place, 'roles', w.roles,
            'forbidden', w.forbidden, 'credentials', w.credentials, 'subject', w.subject, 'minutes', w.minutes,
            'performances', w.performances, 'label', jsonb_build_object('en', w.label_en, 'id', w.label_id),
            'supervision', w.supervision, 'supervisor', w.supervisor) ORDER BY w.act)
        FROM scope_law w WHERE w.clinic_id = the_clinic
          AND EXISTS (SELECT FROM scope_role r JOIN identity_staff s ON s.clinic_id = r.clinic_id AND r.role = ANY (s.roles)
            WHERE r.clinic_id = the_clinic AND s.id = coalesce(session.staff_id, token.staff_id)
              AND r.licence = 'none')), '[]'),
      'standing', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', g.kind, 'code', g.code, 'from', g.from_at,
            'until', g.until_at, 'by', g.given_by, 'amount', g.amount) ORDER BY g.kind, g.code, g.from_at)
        FROM scope_standing g WHERE g.clinic_id = the_clinic
          AND g.staff_id = coalesce(session.staff_id, token.staff_id)), '[]'),
      'protocols', coalesce((SELECT jsonb_agg(jsonb_build_object('sourceId', p.source_id, 'act', p.act,
            'version', p.version, 'title', p.title, 'roles', p.roles, 'from', p.from_at, 'until', p.until_at,
            'by', p.approved_by, 'fromMonths', p.from_months, 'underMonths', p.under_months) ORDER BY p.act, p.until_at DESC)
        FROM scope_protocol p JOIN identity_staff s ON s.clinic_id = p.clinic_id AND p.roles && s.roles
        WHERE p.clinic_id = the_clinic AND s.id = coalesce(session.staff_id, token.staff_id)), '[]'),
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
