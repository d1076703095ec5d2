-- Counts, for each clinic, the changes of what a request is judged by: who is signed in, who she is, what she may do.
-- A server may keep what it found out about a caller for some seconds and ask only whether the count is still the same,
-- in the transaction of what the caller does.
CREATE TABLE platform_epoch (
  clinic_id uuid PRIMARY KEY REFERENCES platform_clinic,
  epoch bigint NOT NULL
);
ALTER TABLE platform_epoch ENABLE ROW LEVEL SECURITY;
COMMENT ON TABLE platform_epoch IS 'A number a clinic. @functions-only';

-- Deferred, so that the row is locked for the length of a commit and after every other: nobody can wait for it and hold
-- what another needs.
CREATE FUNCTION platform_count_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changed jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  INSERT INTO platform_epoch AS e (clinic_id, epoch)
    VALUES ((CASE TG_TABLE_NAME WHEN 'platform_clinic' THEN changed ->> 'id' ELSE changed ->> 'clinic_id' END)::uuid, 1)
    ON CONFLICT (clinic_id) DO UPDATE SET epoch = e.epoch + 1;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER platform_clinic_changed AFTER UPDATE ON platform_clinic DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION platform_count_change();

CREATE FUNCTION platform_epoch_of(p_clinic uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN coalesce((SELECT e.epoch FROM platform_epoch e WHERE e.clinic_id = p_clinic), 0)::text;
END
$$;
