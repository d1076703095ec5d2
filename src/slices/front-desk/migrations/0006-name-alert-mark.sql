-- Somebody of the same or a like name is on the day's list too.
ALTER TABLE front_desk_mark DROP CONSTRAINT front_desk_mark_code_check,
  ADD CONSTRAINT front_desk_mark_code_check CHECK (code IN ('untold', 'recheck', 'nameAlert'));
