-- Visits that belong together at distances: "blood drawn fasting, the doctor three days later (two to five)". The steps
-- are read and written as a whole, so they are one value.
CREATE TABLE scheduling_chain (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  steps jsonb NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
SELECT serambi_protect('scheduling_chain');

-- Of a visit that was booked as a step: what was booked together, which step, and how many days after the step before it
-- may be. They were told to the patient, so a template that is changed later changes none of them.
ALTER TABLE scheduling_visit
  ADD COLUMN chain_id uuid,
  ADD COLUMN chain_step smallint CHECK (chain_step BETWEEN 1 AND 6),
  ADD COLUMN chain_from_days integer CHECK (chain_from_days >= 0),
  ADD COLUMN chain_to_days integer CHECK (chain_to_days >= chain_from_days),
  ADD CONSTRAINT scheduling_visit_in_chain
    CHECK (num_nonnulls(chain_id, chain_step, chain_from_days, chain_to_days) IN (0, 4));
CREATE INDEX scheduling_visit_chain ON scheduling_visit (clinic_id, chain_id) WHERE chain_id IS NOT NULL;
