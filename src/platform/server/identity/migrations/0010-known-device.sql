-- A device is known where somebody of this clinic has signed in with it: what it did elsewhere is the other clinic's.
CREATE OR REPLACE FUNCTION identity_knows_device(p_device bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM identity_session s WHERE s.clinic_id = serambi_clinic() AND s.device_hash = p_device)
    OR EXISTS (SELECT FROM identity_device d WHERE d.clinic_id = serambi_clinic() AND d.device_hash = p_device)
    OR EXISTS (SELECT FROM identity_named_device n WHERE n.clinic_id = serambi_clinic() AND n.device_hash = p_device) $$;
