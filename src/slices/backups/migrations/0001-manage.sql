-- Job descriptions that were written before there were backups: whoever looks after the people looks after these.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    UPDATE scope_role SET actions = array_append(actions, 'backups.manage')
    WHERE 'identity.manageStaff' = ANY (actions) AND NOT 'backups.manage' = ANY (actions);
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
