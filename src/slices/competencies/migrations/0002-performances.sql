-- What was confirmed before the law of a place counted it: how often each person was seen to do each act rightly.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    INSERT INTO scope_standing (clinic_id, staff_id, kind, code, source_id, from_at, amount)
    SELECT one, w.staff_id, 'performance', act.code, gen_random_uuid(), max(w.decided_at), count(DISTINCT w.resource)
    FROM competencies_practice w
    JOIN competencies_competency c ON c.clinic_id = one AND c.code = w.code
    CROSS JOIN LATERAL unnest(c.acts) AS act(code)
    WHERE w.clinic_id = one AND w.state = 'confirmed' AND NOT w.in_error AND w.decided_at IS NOT NULL
    GROUP BY w.staff_id, act.code;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
