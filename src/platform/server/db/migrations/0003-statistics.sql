-- Brings up to date what the planner knows of the one table that has outgrown it most, and says which; null when none
-- has. PostgreSQL does so by itself by counting changes, but forgets its counts at every crash, and a clinic whose
-- computer is switched off at the wall would never get any.
CREATE FUNCTION platform_analyze_next() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  v_table text;
BEGIN
  SELECT c.oid::regclass::text INTO v_table
    FROM pg_class c, LATERAL (SELECT pg_relation_size(c.oid) / current_setting('block_size')::bigint AS pages) size
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND pg_has_role(c.relowner, 'USAGE')
      AND size.pages > CASE WHEN c.reltuples < 0 THEN 0 ELSE 2 * c.relpages + 8 END
    ORDER BY size.pages - c.relpages DESC, c.oid LIMIT 1;
  IF v_table IS NOT NULL THEN
    EXECUTE 'ANALYZE ' || v_table;
  END IF;
  RETURN v_table;
END $$;
