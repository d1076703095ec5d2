-- Equality of uuid and text inside GiST, which the exclusion constraints of scheduling need. A trusted extension:
-- the owner of the database may make it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Databases that were upgraded from before PostgreSQL 15 still let everybody make tables here.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The clinic of the running transaction, set with `SET LOCAL`; null, and so no rows, where none is set.
CREATE FUNCTION serambi_clinic() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('serambi.clinic', true), '')::uuid;

-- Binds a table to the clinic of the transaction, its owner included. Every table with a clinic_id calls it.
CREATE FUNCTION serambi_protect(protected regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
  EXECUTE format('DROP POLICY IF EXISTS own_clinic ON %s', protected);
  EXECUTE format(
    'CREATE POLICY own_clinic ON %s USING (clinic_id = serambi_clinic()) WITH CHECK (clinic_id = serambi_clinic())',
    protected
  );
END
$$;

CREATE TABLE platform_clinic (
  id uuid PRIMARY KEY,
  -- Part of addresses and of sign-in names.
  slug text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL CHECK (name <> ''),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  zone text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  language text NOT NULL CHECK (language IN ('en', 'id')),
  demo boolean NOT NULL DEFAULT false,
  settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  created_at timestamptz NOT NULL DEFAULT now()
);

-- A clinic must be found before it can be set, so all are readable and a new one can be made; one is changed only
-- from inside itself.
ALTER TABLE platform_clinic ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform_clinic FORCE ROW LEVEL SECURITY;
CREATE POLICY found_by_all ON platform_clinic FOR SELECT USING (true);
CREATE POLICY made_by_all ON platform_clinic FOR INSERT WITH CHECK (true);
CREATE POLICY changed_inside ON platform_clinic FOR UPDATE USING (id = serambi_clinic());
CREATE POLICY removed_inside ON platform_clinic FOR DELETE USING (id = serambi_clinic());
