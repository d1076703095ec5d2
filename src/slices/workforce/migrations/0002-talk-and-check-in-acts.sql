-- The acts of the talk about the case and of check-in, for job descriptions that were written before there were these:
-- each beside the act with which the templates of today have it.
DO $$
DECLARE
  one uuid;
  later text[];
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    FOREACH later SLICE 1 IN ARRAY ARRAY[
      ['frontDesk.acknowledgeAlert', 'vitals.coSign'],
      ['frontDesk.approveTalk', 'orders.sign'],
      ['checkIn.makeLink', 'frontDesk.greet'],
      ['checkIn.decide', 'frontDesk.greet'],
      ['checkIn.manage', 'devices.manage']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
