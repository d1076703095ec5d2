-- A challenge is made for a person of the transaction's clinic, or for nobody; and inside a clinic only that clinic's
-- are used up. Before a clinic is known, the secret alone says whose it is.

DELETE FROM identity_challenge WHERE (clinic_id IS NULL) <> (staff_id IS NULL);
ALTER TABLE identity_challenge ADD CHECK ((clinic_id IS NULL) = (staff_id IS NULL));

-- Forgets some that are too old on the way: of this clinic, and nobody's.
DROP FUNCTION identity_make_challenge(bytea, text, uuid, uuid, timestamptz, timestamptz);
CREATE FUNCTION identity_make_challenge(p_secret bytea, p_purpose text, p_staff uuid, p_expires_at timestamptz,
  p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM identity_challenge WHERE secret_hash IN (
    SELECT c.secret_hash FROM identity_challenge c WHERE c.expires_at < p_now
      AND (c.clinic_id = serambi_clinic() OR c.clinic_id IS NULL) LIMIT 50 FOR UPDATE SKIP LOCKED);
  INSERT INTO identity_challenge (secret_hash, purpose, clinic_id, staff_id, expires_at)
    VALUES (p_secret, p_purpose, CASE WHEN p_staff IS NOT NULL THEN serambi_clinic() END, p_staff, p_expires_at);
$$;

-- Takes it, once: null for everybody who comes second.
CREATE OR REPLACE FUNCTION identity_take_challenge(p_secret bytea, p_purpose text, p_now timestamptz) RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ DELETE FROM identity_challenge c WHERE c.secret_hash = p_secret AND c.purpose = p_purpose AND c.expires_at > p_now
     AND (c.clinic_id = serambi_clinic() OR serambi_clinic() IS NULL)
   RETURNING jsonb_build_object('clinicId', c.clinic_id, 'staffId', c.staff_id) $$;
