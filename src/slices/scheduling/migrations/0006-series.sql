-- Visits that repeat. The rule and its time are wall clock of the clinic's zone; each occurrence is an Appointment of its
-- own, so nothing of a visit is told here. A part that was changed from some day on is a series of its own, which says
-- from which it was split.
CREATE TABLE scheduling_series (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  rule jsonb NOT NULL,
  first_day date NOT NULL,
  at_time text COLLATE "C" NOT NULL CHECK (at_time ~ '^\d\d:\d\d$'),
  practitioner_id text COLLATE "C" NOT NULL,
  split_from uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, split_from) REFERENCES scheduling_series
);
SELECT serambi_protect('scheduling_series');

-- Which series a visit belongs to, its day by the rule, and the instant that the series gave it: one that stands
-- elsewhere was given a time of its own.
ALTER TABLE scheduling_visit
  ADD COLUMN series_id uuid,
  ADD COLUMN series_day date,
  ADD COLUMN series_at timestamptz,
  ADD FOREIGN KEY (clinic_id, series_id) REFERENCES scheduling_series,
  ADD CONSTRAINT scheduling_visit_in_series CHECK (num_nonnulls(series_id, series_day, series_at) IN (0, 3));
CREATE INDEX scheduling_visit_series ON scheduling_visit (clinic_id, series_id, starts_at)
  WHERE series_id IS NOT NULL;
