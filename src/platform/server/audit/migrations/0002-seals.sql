-- Sealing. Rows are chained after their commit, in tables of their own: a row of the trail is never written again.
ALTER TABLE audit_event DROP COLUMN chain_number, DROP COLUMN chain_hash;

-- Rows that no seal covers yet. Ids are made before the commit, so a row may appear after one with a higher id: "newer
-- than the last" would miss it for ever, and this list cannot. The sealer of every process looks here for all
-- clinics, so the table is on the list of exceptions: ids only, and the app role reaches it through functions alone.
CREATE TABLE audit_pending (
  -- The row of the trail holds the foreign key; a second look at it would be paid by every verb.
  clinic_id uuid NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
COMMENT ON TABLE audit_pending IS '@functions-only';

CREATE FUNCTION audit_await_seal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ BEGIN
  INSERT INTO audit_pending SELECT n.clinic_id, n.id FROM new_rows n ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- What was written before there were seals waits for one too; the owner is bound to a clinic like everybody.
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
INSERT INTO audit_pending SELECT clinic_id, id FROM audit_event;
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;

CREATE TRIGGER audit_event_await_seal AFTER INSERT ON audit_event
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal();

CREATE FUNCTION audit_pending_clinics() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT c.id FROM platform_clinic c WHERE EXISTS (SELECT FROM audit_pending p WHERE p.clinic_id = c.id) $$;

-- Those of the transaction's clinic; taken ones are gone when the seal that covers them is committed.
CREATE FUNCTION audit_pending_take(p_limit integer) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ DELETE FROM audit_pending WHERE clinic_id = serambi_clinic() AND id IN (
     SELECT p.id FROM audit_pending p WHERE p.clinic_id = serambi_clinic() ORDER BY p.id LIMIT p_limit)
   RETURNING id $$;

CREATE FUNCTION audit_pending_here() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT p.id FROM audit_pending p WHERE p.clinic_id = serambi_clinic() ORDER BY p.id $$;

-- A seal covers the rows `ids`, in this order. `hash` is over all of it and the seal before; `signature` is by the key
-- that lies outside the database.
CREATE TABLE audit_seal (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  number bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  ids uuid[] NOT NULL,
  -- SHA-256 over id, MAC and key name of each row.
  rows_hash bytea NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  key_id text COLLATE "C" NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (clinic_id, number)
);
COMMENT ON TABLE audit_seal IS 'The chain over the audit trail. @append-only';
SELECT serambi_protect('audit_seal');
