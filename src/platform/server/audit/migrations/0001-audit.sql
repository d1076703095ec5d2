-- Who did what, to whom, with what outcome. A row never changes; each carries a keyed MAC made outside the database.
-- No insert waits for another: rows are chained and sealed after their commit, in the two columns left null here.
CREATE TABLE audit_event (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  -- Milliseconds, as the MAC covers them: nothing of a row lies outside of it.
  at timestamptz(3) NOT NULL,
  actor_kind text COLLATE "C" NOT NULL CHECK (actor_kind IN ('staff', 'client', 'system', 'anyone')),
  actor_id text COLLATE "C" NOT NULL,
  actor_name text NOT NULL,
  device_id text COLLATE "C",
  event text COLLATE "C" NOT NULL,
  action text COLLATE "C",
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  patient_id text COLLATE "C",
  subject text COLLATE "C",
  details jsonb,
  -- Which key made the MAC: the first 8 bytes of its SHA-256, hexadecimal.
  mac_key text COLLATE "C" NOT NULL,
  mac bytea NOT NULL,
  chain_number bigint,
  chain_hash bytea,
  PRIMARY KEY (clinic_id, id)
);
-- "Who looked at this chart", and the trail of a day.
CREATE INDEX audit_event_patient ON audit_event (clinic_id, patient_id, at) WHERE patient_id IS NOT NULL;
CREATE INDEX audit_event_time ON audit_event (clinic_id, at);
COMMENT ON TABLE audit_event IS 'The audit trail. @append-only';
SELECT serambi_protect('audit_event');
