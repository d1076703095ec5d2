-- An act whose caller was looked at earlier begins with this: where the count of changes is another one, nothing of what
-- is sent after it is done. Raises SR409.
CREATE FUNCTION platform_hold_epoch(p_clinic uuid, p_epoch text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_epoch <> coalesce((SELECT e.epoch FROM platform_epoch e WHERE e.clinic_id = p_clinic), 0)::text THEN
    RAISE EXCEPTION 'what the caller is judged by has changed' USING ERRCODE = 'SR409';
  END IF;
END
$$;
DROP FUNCTION platform_epoch_of(uuid);
