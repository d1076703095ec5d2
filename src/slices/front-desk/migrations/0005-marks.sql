-- What another duty says of a visit: shown on the board from its time on until the duty takes it back.
CREATE TABLE front_desk_mark (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  visit_id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL CHECK (code IN ('untold', 'recheck')),
  -- what it is about within the duty; said twice, it is one mark
  subject text COLLATE "C" NOT NULL,
  from_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- the visit does not go on to its end before the mark is taken back
  holds boolean NOT NULL DEFAULT false,
  -- where it would have gone, and has not gone yet: history once it goes on
  held_step text COLLATE "C",
  PRIMARY KEY (clinic_id, visit_id, code, subject)
);
SELECT serambi_protect('front_desk_mark');

-- A critical value that nobody has heard when this comes holds its visit too.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    INSERT INTO front_desk_mark (clinic_id, visit_id, code, subject, from_at, holds)
    SELECT DISTINCT ON (visit_id, subject) clinic_id, visit_id, 'untold', subject, opened_at, true
    FROM work_task WHERE kind = 'vitals.critical' AND state = 'open' AND visit_id IS NOT NULL AND subject IS NOT NULL;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
