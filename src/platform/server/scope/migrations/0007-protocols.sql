-- Whether an act asks for a standing order of the clinic: never, where nobody ordered it for this patient, or always.
ALTER TABLE scope_term ADD COLUMN protocol text NOT NULL DEFAULT 'none'
  CHECK (protocol IN ('none', 'withoutOrder', 'always'));

-- The standing orders that somebody licensed has approved, one row an act. Written by the duty that keeps their text; one
-- ends by its end alone, and the row stays, so that a refusal can say when.
CREATE TABLE scope_protocol (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  source_id uuid NOT NULL,
  act text COLLATE "C" NOT NULL CHECK (act ~ '^[a-z][A-Za-z]*\.[a-z][A-Za-z]*(/[a-z][A-Za-z0-9]*)?$'),
  version integer NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  roles text[] NOT NULL,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  approved_by text NOT NULL CHECK (approved_by <> ''),
  -- whole months; from that age on, and under that age
  from_months integer CHECK (from_months >= 0),
  under_months integer CHECK (under_months > coalesce(from_months, 0)),
  PRIMARY KEY (clinic_id, source_id, act)
);
SELECT serambi_protect('scope_protocol');

CREATE CONSTRAINT TRIGGER scope_protocol_changed AFTER INSERT OR UPDATE OR DELETE ON scope_protocol
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION platform_count_change();
