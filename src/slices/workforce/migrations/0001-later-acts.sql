-- Job descriptions that were written before there were these acts get each of them where they hold the act beside
-- which the templates of today have it.
DO $$
DECLARE
  one uuid;
  later text[];
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    FOREACH later SLICE 1 IN ARRAY ARRAY[
      ['devices.manage', 'identity.manageStaff'],
      ['audit.read', 'identity.manageStaff'],
      ['audit.readChart', 'identity.manageStaff'],
      ['records.export', 'records.import'],
      ['bookkeeping.export', 'bookkeeping.lockDay']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
