-- What the law of the clinic's place asks, as its manager approved it; every version stays. What scope reads (`scope_law`)
-- is compiled from the newest one. A clinic that was there before is asked for nothing until its manager says so.
CREATE TABLE workforce_law (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  version integer NOT NULL CHECK (version > 0),
  -- ISO 3166, e.g. US-CA
  place text COLLATE "C" NOT NULL,
  -- of the product's data that were approved, e.g. 2026-11
  data_version text NOT NULL,
  -- [{ act, on, roles, forbidden, credentials, subject, minutes, performances, label, supervision, supervisor }]
  rules jsonb NOT NULL,
  approved_at timestamptz NOT NULL,
  approved_by text NOT NULL,
  PRIMARY KEY (clinic_id, version)
);
COMMENT ON TABLE workforce_law IS '@append-only';
SELECT serambi_protect('workforce_law');
