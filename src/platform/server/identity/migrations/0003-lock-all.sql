-- Locks every open session, of all clinics: the machine was off for nobody knows how long.
CREATE FUNCTION identity_lock_all(p_now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ UPDATE identity_session s SET locked_at = p_now WHERE s.locked_at IS NULL AND s.ended_at IS NULL $$;
