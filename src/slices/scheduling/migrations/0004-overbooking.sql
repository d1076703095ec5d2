ALTER TABLE scheduling_settings
  ADD COLUMN overbook_cap integer NOT NULL DEFAULT 2 CHECK (overbook_cap BETWEEN 0 AND 10);

-- The provider has another visit at that time, and somebody who may said why this one comes too.
ALTER TABLE scheduling_visit
  ADD COLUMN overbooked boolean NOT NULL DEFAULT false,
  ADD COLUMN overbook_reason text NOT NULL DEFAULT '';

-- The cap of a session is lanes as well: of kind `overbook` a provider has as many as the clinic allows, over the
-- whole of the session, so that two who overbook at once are counted by the same constraint.
ALTER TABLE scheduling_booking
  DROP CONSTRAINT scheduling_booking_kind,
  DROP CONSTRAINT scheduling_booking_lane,
  ADD CONSTRAINT scheduling_booking_kind
    CHECK (resource_kind IN ('patient', 'practitioner', 'room', 'equipment', 'overbook')),
  ADD CONSTRAINT scheduling_booking_lane
    CHECK (lane = 1 OR (lane BETWEEN 2 AND 50 AND resource_kind IN ('practitioner', 'equipment', 'overbook')));

-- Job descriptions that were written before there was this act get it where they hold the act beside which the
-- templates of today have it.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    UPDATE scope_role SET actions = array_append(actions, 'scheduling.overbook')
    WHERE clinic_id = one AND 'scheduling.manage' = ANY (actions) AND NOT 'scheduling.overbook' = ANY (actions);
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
