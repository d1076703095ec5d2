-- Standing orders of the clinic. What each said stays as it was said; what scope reads (`scope_protocol`) is compiled from
-- the newest approval.
CREATE TABLE workforce_protocol (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
SELECT serambi_protect('workforce_protocol');

CREATE TABLE workforce_protocol_version (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  protocol_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL CHECK (title <> ''),
  body text NOT NULL CHECK (body <> ''),
  -- `slice.act`, or a skill within it
  acts text[] NOT NULL CHECK (cardinality(acts) > 0),
  -- jobs that may act under it
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  conditions text NOT NULL,
  -- what may be begun under it, each as it was called then: [{"code", "label": {"en", "id"}}]
  items jsonb NOT NULL,
  -- whole months; from that age on, and under that age
  from_months integer CHECK (from_months >= 0),
  under_months integer CHECK (under_months > coalesce(from_months, 0)),
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  PRIMARY KEY (clinic_id, protocol_id, version),
  FOREIGN KEY (clinic_id, protocol_id) REFERENCES workforce_protocol
);
COMMENT ON TABLE workforce_protocol_version IS '@append-only';
SELECT serambi_protect('workforce_protocol_version');

-- Who approved which text and until when; the newest one counts.
CREATE TABLE workforce_protocol_approval (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  protocol_id uuid NOT NULL,
  -- counts its approvals from 1: two of one instant have an order too
  nth integer NOT NULL CHECK (nth > 0),
  version integer NOT NULL,
  approver_id uuid NOT NULL,
  -- a paper says it as it was approved, whatever she is called later
  approver_name text NOT NULL,
  approved_at timestamptz NOT NULL,
  review_by date NOT NULL,
  until_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text CHECK (withdrawn_reason <> ''),
  -- the smallest number of days before its end at which she was reminded
  told_days integer,
  PRIMARY KEY (clinic_id, protocol_id, nth),
  FOREIGN KEY (clinic_id, protocol_id, version) REFERENCES workforce_protocol_version,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
SELECT serambi_protect('workforce_protocol_approval');

-- Job descriptions that were written before there were standing orders: a prescriber approves them, and she and the
-- manager write them.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    UPDATE scope_role SET actions = array_append(actions, 'workforce.approveProtocols')
    WHERE clinic_id = one AND licence = 'prescriber' AND NOT 'workforce.approveProtocols' = ANY (actions);
    UPDATE scope_role SET actions = array_append(actions, 'workforce.writeProtocols')
    WHERE clinic_id = one AND (licence = 'prescriber' OR 'workforce.manage' = ANY (actions))
      AND NOT 'workforce.writeProtocols' = ANY (actions);
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
