-- Who says how the clinic measures, and who approves its ranges, for job descriptions that were written before.
DO $$
DECLARE
  one uuid;
  later text[];
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    FOREACH later SLICE 1 IN ARRAY ARRAY[
      ['vitals.manage', 'frontDesk.manage'],
      ['vitals.approveRanges', 'orders.sign']
    ] LOOP
      UPDATE scope_role SET actions = array_append(actions, later[1])
      WHERE clinic_id = one AND later[2] = ANY (actions) AND NOT later[1] = ANY (actions);
    END LOOP;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
