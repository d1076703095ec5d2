-- Devices that were given their cookie otherwise than by a sign-in: it was ours to give, so a later sign-in takes it over.
CREATE TABLE identity_named_device (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  device_hash bytea NOT NULL,
  PRIMARY KEY (clinic_id, device_hash)
);
SELECT serambi_protect('identity_named_device');

CREATE OR REPLACE FUNCTION identity_knows_device(p_device bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM identity_session s WHERE s.device_hash = p_device)
    OR EXISTS (SELECT FROM identity_device d WHERE d.clinic_id = serambi_clinic() AND d.device_hash = p_device)
    OR EXISTS (SELECT FROM identity_named_device n WHERE n.clinic_id = serambi_clinic() AND n.device_hash = p_device) $$;
