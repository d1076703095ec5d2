-- A proof of who signs something: given out for a PIN or a password, used up once by what is signed.
ALTER TABLE identity_challenge DROP CONSTRAINT identity_challenge_purpose_check;
ALTER TABLE identity_challenge ADD CONSTRAINT identity_challenge_purpose_check
  CHECK (purpose IN ('factor', 'enrol', 'passkey', 'newPasskey', 'proof'));

-- The PIN of this session was right: its count of wrong ones begins anew.
CREATE FUNCTION identity_clear_pin(p_session uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  UPDATE identity_session s SET pin_failed_count = 0 WHERE s.id = p_session AND s.clinic_id = serambi_clinic();
$$;
