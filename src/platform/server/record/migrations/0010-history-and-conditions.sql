-- The history of a type, newest first, is read from its end; that of everything goes type by type.
CREATE INDEX record_history_updated ON record_history (clinic_id, type, updated_at, id, version);

-- Makes those wait for each other who are about to write only if nothing meets the same condition. Under READ COMMITTED
-- the search that follows sees what the one before has committed. A slot in place of the key itself bounds how many
-- locks one transaction holds; ascending order keeps two of them from waiting crosswise.
CREATE FUNCTION record_lock_conditions(p_keys text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_slot integer;
BEGIN
  FOR v_slot IN
    SELECT DISTINCT (hashtextextended(serambi_clinic()::text || ' ' || u.key, 0) & 1023)::integer
    FROM unnest(p_keys) AS u(key) ORDER BY 1
  LOOP
    PERFORM pg_advisory_xact_lock(7310201, v_slot);
  END LOOP;
END $$;
