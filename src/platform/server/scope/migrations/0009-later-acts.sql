-- Gives acts that are new to job descriptions that were written before there were these.
-- `pairs`: each act, and the act beside which the templates of today have it. `or_preliminary`: to students' as well,
-- whose entries wait for a co-signature.
CREATE FUNCTION scope_give_later(pairs text[], or_preliminary boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  one uuid;
  later text[];
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    FOREACH later SLICE 1 IN ARRAY pairs LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND (or_preliminary OR NOT preliminary)
        AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
-- Migrations call it, as the owner; Serambi at work does not.
REVOKE EXECUTE ON FUNCTION scope_give_later(text[], boolean) FROM PUBLIC;
