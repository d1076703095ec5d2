-- The five rights of a delegation: task, circumstance, person, direction, supervision.
CREATE TABLE workforce_delegation (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  delegator_id uuid NOT NULL,
  delegatee_id uuid NOT NULL CHECK (delegatee_id <> delegator_id),
  -- `slice.act`, or a skill within it
  act text COLLATE "C" NOT NULL CHECK (act ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*(/[a-z][A-Za-z0-9]*)?$'),
  circumstance text NOT NULL CHECK (circumstance <> ''),
  limits text NOT NULL,
  direction text NOT NULL CHECK (direction <> ''),
  supervision text NOT NULL CHECK (supervision <> ''),
  competence text NOT NULL CHECK (competence <> ''),
  evidence_id uuid,
  from_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= from_day),
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at),
  given_at timestamptz NOT NULL,
  -- a letter says it as it was given, whatever she is called later
  delegator_name text NOT NULL,
  delegatee_name text NOT NULL,
  revoked_at timestamptz,
  revoked_by text,
  revoked_reason text CHECK (revoked_reason <> ''),
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, evidence_id) REFERENCES workforce_evidence,
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL))
);
CREATE INDEX workforce_delegation_delegatee ON workforce_delegation (clinic_id, delegatee_id);
CREATE INDEX workforce_delegation_delegator ON workforce_delegation (clinic_id, delegator_id);
SELECT serambi_protect('workforce_delegation');

-- Which jobs acts of care may be delegated to, where a clinic differs from what its country's law is taken to be.
CREATE TABLE workforce_delegable (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  care_to text[] NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (clinic_id)
);
SELECT serambi_protect('workforce_delegable');

-- Job descriptions that were written before there was delegating: whoever works by a licence may delegate.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    UPDATE scope_role SET actions = array_append(actions, 'workforce.delegate')
    WHERE clinic_id = one AND licence <> 'none' AND NOT 'workforce.delegate' = ANY (actions);
    UPDATE scope_role SET actions = array_append(actions, 'workforce.manageCredentials')
    WHERE clinic_id = one AND 'workforce.manage' = ANY (actions) AND NOT 'workforce.manageCredentials' = ANY (actions);
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
