-- Who orders a target for oxygen saturation, for job descriptions that were written before one could.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    UPDATE scope_role SET actions = array_append(actions, 'vitals.orderTarget')
    WHERE clinic_id = one AND 'orders.sign' = ANY (actions) AND NOT 'vitals.orderTarget' = ANY (actions);
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
