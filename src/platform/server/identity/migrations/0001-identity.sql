-- Who works here, and how a request finds out who sends it. Staff belong to their clinic like everything else. A
-- login, a session, a token or a link must be found before the clinic is known: those tables the app role cannot
-- touch at all; it asks through the functions below, each of which answers one narrow question.

CREATE TABLE identity_staff (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  login text COLLATE "C" NOT NULL CHECK (login = lower(login) AND login <> ''),
  name text NOT NULL CHECK (name <> ''),
  language text NOT NULL CHECK (language IN ('en', 'id')),
  roles text[] NOT NULL DEFAULT '{}',
  status text NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
  practitioner_id text COLLATE "C",
  password_hash text,
  pin_hash text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, id),
  CHECK (status <> 'active' OR password_hash IS NOT NULL)
);
SELECT serambi_protect('identity_staff');

-- Devices at which a person has signed in with her password: wrong guesses made elsewhere do not lock her out here.
CREATE TABLE identity_device (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  device_hash bytea NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, staff_id, device_hash),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
SELECT serambi_protect('identity_device');

-- Another system that writes and reads by bearer token, as itself.
CREATE TABLE identity_client (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  name text COLLATE "C" NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, name)
);
SELECT serambi_protect('identity_client');

-- Forms that somebody has begun; text and not jsonb, so that whatever was typed comes back as it was.
CREATE TABLE identity_draft (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  staff_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  body text NOT NULL,
  base_version text,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, staff_id, key),
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
SELECT serambi_protect('identity_draft');

-- Look-ups. Row-level security without a policy closes them to everybody but their owner, were they ever granted.

CREATE TABLE identity_login (
  login text COLLATE "C" PRIMARY KEY,
  clinic_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
COMMENT ON TABLE identity_login IS 'Sign-in names over all clinics. @functions-only';

CREATE TABLE identity_session (
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  clinic_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  device_hash bytea,
  created_at timestamptz NOT NULL,
  used_at timestamptz NOT NULL,
  idle_minutes integer NOT NULL CHECK (idle_minutes > 0),
  absolute_until timestamptz NOT NULL,
  pin_failed_count integer NOT NULL DEFAULT 0,
  locked_at timestamptz,
  ended_at timestamptz,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
CREATE INDEX identity_session_device ON identity_session (device_hash) WHERE ended_at IS NULL;
CREATE INDEX identity_session_staff ON identity_session (clinic_id, staff_id) WHERE ended_at IS NULL;
COMMENT ON TABLE identity_session IS 'Signed-in people by the hash of their token. @functions-only';

CREATE TABLE identity_token (
  token_hash bytea PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  clinic_id uuid NOT NULL,
  staff_id uuid,
  client_id uuid,
  scopes text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  ended_at timestamptz,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff,
  FOREIGN KEY (clinic_id, client_id) REFERENCES identity_client,
  CHECK (num_nonnulls(staff_id, client_id) = 1)
);
CREATE INDEX identity_token_staff ON identity_token (clinic_id, staff_id) WHERE ended_at IS NULL;
COMMENT ON TABLE identity_token IS 'API tokens by their hash. @functions-only';

CREATE TABLE identity_link (
  token_hash bytea PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('invitation', 'reset')),
  clinic_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  FOREIGN KEY (clinic_id, staff_id) REFERENCES identity_staff
);
CREATE INDEX identity_link_staff ON identity_link (clinic_id, staff_id) WHERE ended_at IS NULL;
COMMENT ON TABLE identity_link IS 'One-time links by their hash. @functions-only';

-- Password attempts per login, whether anybody has that login or not, so that the two answer alike. The login is
-- hashed because people type passwords into the wrong field. An empty device counts all strange devices together.
CREATE TABLE identity_attempt (
  login_hash bytea NOT NULL,
  device_hash bytea NOT NULL,
  failed_count integer NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (login_hash, device_hash)
);
CREATE INDEX identity_attempt_age ON identity_attempt (last_at);
COMMENT ON TABLE identity_attempt IS 'Wrong passwords per login. @functions-only';

ALTER TABLE identity_login ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_attempt ENABLE ROW LEVEL SECURITY;

-- A login is claimed by the write of the staff row itself, so that the two cannot drift apart.
CREATE FUNCTION identity_claim_login() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM identity_login l WHERE l.login = OLD.login;
  END IF;
  INSERT INTO identity_login (login, clinic_id, staff_id) VALUES (NEW.login, NEW.clinic_id, NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER identity_staff_login_made AFTER INSERT ON identity_staff
  FOR EACH ROW EXECUTE FUNCTION identity_claim_login();
CREATE TRIGGER identity_staff_login_changed AFTER UPDATE OF login ON identity_staff
  FOR EACH ROW WHEN (OLD.login <> NEW.login) EXECUTE FUNCTION identity_claim_login();
