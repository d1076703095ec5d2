-- How a clinic reminds. Secrets are sealed by the key that lies outside of the database.
CREATE TABLE reminders_settings (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  rules jsonb NOT NULL,
  mail jsonb NOT NULL DEFAULT 'null',
  mail_secret bytea,
  gateway jsonb NOT NULL DEFAULT 'null',
  gateway_secret bytea
);
SELECT serambi_protect('reminders_settings');

-- The clinic's own texts; the highest version holds. What was sent names the version that it was sent in.
CREATE TABLE reminders_template (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  kind text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  subject text NOT NULL CHECK (subject <> ''),
  body text NOT NULL CHECK (body <> ''),
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (clinic_id, kind, language, version)
);
COMMENT ON TABLE reminders_template IS '@append-only';
SELECT serambi_protect('reminders_template');

-- One row per coming booking, kept from the Appointment: when to look at it next. What is due is worked out from the
-- booking as it stands at that moment, so that no change can leave a reminder behind.
CREATE TABLE reminders_visit (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  next_at timestamptz,
  PRIMARY KEY (clinic_id, visit_id)
);
CREATE INDEX reminders_visit_next ON reminders_visit (clinic_id, next_at);
SELECT serambi_protect('reminders_visit');

INSERT INTO reminders_visit (clinic_id, visit_id, patient_id, next_at)
  SELECT v.clinic_id, v.visit_id, v.patient_id, now() FROM scheduling_visit v
  WHERE v.patient_id IS NOT NULL AND v.status IN ('booked', 'pending') AND v.starts_at > now();

-- What was told to whom, or was tried. `occasion` is the time and the step that it is about: each is told once.
CREATE TABLE reminders_message (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('confirmation', 'reminder', 'moved', 'cancelled')),
  occasion text COLLATE "C" NOT NULL,
  -- Of a visit's messages the first is 1: two may be made in one moment.
  ordinal integer NOT NULL,
  starts_at timestamptz NOT NULL,
  language text COLLATE "C" NOT NULL,
  template_version integer NOT NULL,
  text text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN
    ('waiting', 'sending', 'accepted', 'delivered', 'failed', 'toHand', 'handed', 'called', 'stopped')),
  channel text COLLATE "C" CHECK (channel IN ('email', 'sms', 'whatsapp')),
  address text COLLATE "C",
  -- Channels that have refused it for good; another is tried in their place.
  tried text[] NOT NULL DEFAULT '{}',
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  claimed_at timestamptz,
  code text COLLATE "C",
  detail text,
  reference text,
  done_by text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, visit_id, kind, occasion)
);
CREATE INDEX reminders_message_next ON reminders_message (clinic_id, state, next_at);
CREATE INDEX reminders_message_patient ON reminders_message (clinic_id, patient_id, created_at);
CREATE INDEX reminders_message_address ON reminders_message (clinic_id, address, created_at);
SELECT serambi_protect('reminders_message');

-- What patients answered. A link takes each answer once; a text of the gateway's is known by its id.
CREATE TABLE reminders_answer (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  message_id uuid,
  patient_id text COLLATE "C",
  visit_id text COLLATE "C",
  answer text COLLATE "C" NOT NULL CHECK (answer IN ('confirm', 'cancel', 'stop', 'unclear')),
  way text COLLATE "C" NOT NULL CHECK (way IN ('link', 'text', 'desk')),
  incoming_id text COLLATE "C",
  said text,
  -- What the gateway was told to say, for when it asks again.
  reply text,
  at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, message_id, answer, way),
  UNIQUE (clinic_id, incoming_id),
  FOREIGN KEY (clinic_id, message_id) REFERENCES reminders_message
);
CREATE INDEX reminders_answer_patient ON reminders_answer (clinic_id, patient_id, at);
SELECT serambi_protect('reminders_answer');

-- What a patient wants: no row is "not asked".
CREATE TABLE reminders_choice (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL CHECK (channel IN ('email', 'sms', 'whatsapp')),
  allowed boolean NOT NULL,
  way text COLLATE "C" NOT NULL CHECK (way IN ('link', 'text', 'desk')),
  said_at timestamptz NOT NULL,
  written_by text NOT NULL,
  PRIMARY KEY (clinic_id, patient_id, channel)
);
SELECT serambi_protect('reminders_choice');

CREATE TABLE reminders_patient (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  preferred text COLLATE "C" CHECK (preferred IN ('email', 'sms', 'whatsapp')),
  -- Where the patient is, if that is another zone than the clinic's.
  zone text,
  PRIMARY KEY (clinic_id, patient_id)
);
SELECT serambi_protect('reminders_patient');

-- Calendars of providers that are given out; the secret address itself lies behind a door.
CREATE TABLE reminders_feed (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  practitioner_id text COLLATE "C" NOT NULL,
  label text NOT NULL CHECK (label <> ''),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (clinic_id, id)
);
SELECT serambi_protect('reminders_feed');

-- Secrets by their hash that tell which clinic they are of: a patient's link, a gateway's call, a calendar's address.
-- They must be found before the clinic is known: the app role cannot touch the table.
CREATE TABLE reminders_door (
  secret_hash bytea PRIMARY KEY,
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  purpose text COLLATE "C" NOT NULL CHECK (purpose IN ('link', 'gateway', 'feed')),
  subject text COLLATE "C" NOT NULL,
  expires_at timestamptz
);
CREATE INDEX reminders_door_subject ON reminders_door (clinic_id, purpose, subject);
COMMENT ON TABLE reminders_door IS 'Secrets by their hash. @functions-only';
ALTER TABLE reminders_door ENABLE ROW LEVEL SECURITY;

-- Wrong secrets by the address that they came from.
CREATE TABLE reminders_wrong (
  address text COLLATE "C" PRIMARY KEY,
  since timestamptz NOT NULL,
  tries integer NOT NULL
);
COMMENT ON TABLE reminders_wrong IS 'Wrong secrets by address. @functions-only';
ALTER TABLE reminders_wrong ENABLE ROW LEVEL SECURITY;

-- Keeps a secret for this clinic, and forgets its old ones.
CREATE FUNCTION reminders_make_door(p_secret bytea, p_purpose text, p_subject text, p_expires_at timestamptz, p_now timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM reminders_door d WHERE d.clinic_id = serambi_clinic() AND d.expires_at <= p_now;
  INSERT INTO reminders_door (secret_hash, clinic_id, purpose, subject, expires_at)
    VALUES (p_secret, serambi_clinic(), p_purpose, p_subject, p_expires_at) ON CONFLICT DO NOTHING;
$$;

-- Shuts what stands open for a subject of this clinic.
CREATE FUNCTION reminders_shut_doors(p_purpose text, p_subject text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM reminders_door d
    WHERE d.clinic_id = serambi_clinic() AND d.purpose = p_purpose AND d.subject = p_subject
$$;

-- Whether anything stands open for a subject of this clinic.
CREATE FUNCTION reminders_has_door(p_purpose text, p_subject text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM reminders_door d
    WHERE d.clinic_id = serambi_clinic() AND d.purpose = p_purpose AND d.subject = p_subject)
$$;

-- Whose a secret is: null when nobody's. After twenty wrong ones an address waits for the end of its quarter of an hour.
CREATE FUNCTION reminders_find_door(p_secret bytea, p_purpose text, p_address text, p_now timestamptz) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found jsonb;
  wrong integer;
BEGIN
  SELECT w.tries INTO wrong FROM reminders_wrong w
    WHERE w.address = p_address AND w.since > p_now - interval '15 minutes' AND w.since <= p_now;
  IF wrong >= 20 THEN
    RETURN jsonb_build_object('wait', true);
  END IF;
  SELECT jsonb_build_object('clinic', to_jsonb(c) - 'created_at', 'subject', d.subject) INTO found
    FROM reminders_door d JOIN platform_clinic c ON c.id = d.clinic_id
    WHERE d.secret_hash = p_secret AND d.purpose = p_purpose AND (d.expires_at IS NULL OR d.expires_at > p_now);
  IF found IS NULL THEN
    -- a clock that was set back must not make anybody wait until then
    DELETE FROM reminders_wrong w WHERE w.since <= p_now - interval '15 minutes' OR w.since > p_now;
    INSERT INTO reminders_wrong AS w (address, since, tries) VALUES (p_address, p_now, 1)
      ON CONFLICT (address) DO UPDATE SET tries = w.tries + 1;
  END IF;
  RETURN found;
END
$$;
