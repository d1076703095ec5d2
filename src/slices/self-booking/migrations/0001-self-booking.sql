-- What a clinic offers to whoever opens its page. Without a row nothing is offered.
CREATE TABLE self_booking_settings (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  active boolean NOT NULL,
  visit_type_codes text[] NOT NULL,
  practitioner_ids text[] NOT NULL,
  horizon_days integer NOT NULL CHECK (horizon_days BETWEEN 1 AND 180),
  notice_minutes integer NOT NULL CHECK (notice_minutes BETWEEN 0 AND 20160),
  hold_minutes integer NOT NULL CHECK (hold_minutes BETWEEN 10 AND 120),
  per_contact_daily integer NOT NULL CHECK (per_contact_daily BETWEEN 1 AND 20),
  per_address_daily integer NOT NULL CHECK (per_address_daily BETWEEN 1 AND 500),
  most_waiting integer NOT NULL CHECK (most_waiting BETWEEN 1 AND 200),
  most_a_day integer NOT NULL CHECK (most_a_day BETWEEN 1 AND 100)
);
SELECT serambi_protect('self_booking_settings');

-- Somebody who asked for a time. What she typed is hers and nobody's chart; of what is never confirmed it is taken out again.
CREATE TABLE self_booking_request (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  -- The page's own word for one press of its button, so that a retry asks for nothing twice.
  attempt_id uuid NOT NULL,
  visit_type_code text COLLATE "C" NOT NULL,
  practitioner_id text COLLATE "C" NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  -- Until when she may confirm.
  until timestamptz NOT NULL CHECK (until <= starts_at),
  hold_id uuid,
  visit_id text COLLATE "C",
  language text COLLATE "C" NOT NULL CHECK (language IN ('en', 'id')),
  name text NOT NULL,
  birth_date date,
  mobile text COLLATE "C",
  email text COLLATE "C",
  reason text NOT NULL,
  -- The network that it came from.
  asked_from text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN
    ('held', 'booked', 'matched', 'cancelled', 'turnedDown', 'expired', 'gone', 'over')),
  asked_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  ended_at timestamptz,
  patient_id text COLLATE "C",
  decided_by text,
  decided_reason text,
  PRIMARY KEY (clinic_id, id),
  UNIQUE (clinic_id, attempt_id),
  CHECK (state <> 'held' OR hold_id IS NOT NULL),
  CHECK (state NOT IN ('booked', 'matched') OR visit_id IS NOT NULL),
  CHECK (state <> 'matched' OR patient_id IS NOT NULL)
);
-- Limits count a day, the list and the sweep what is open; a booking that changes looks for its request.
CREATE INDEX self_booking_request_asked ON self_booking_request (clinic_id, asked_at);
CREATE INDEX self_booking_request_state ON self_booking_request (clinic_id, state, starts_at);
CREATE INDEX self_booking_request_visit ON self_booking_request (clinic_id, visit_id);
SELECT serambi_protect('self_booking_request');

-- How often an address has looked or asked of late, of whichever clinic: counted before anything of a clinic's is touched.
CREATE TABLE self_booking_pace (
  address text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('look', 'ask')),
  since timestamptz NOT NULL,
  tries integer NOT NULL,
  PRIMARY KEY (address, kind)
);
COMMENT ON TABLE self_booking_pace IS 'Looks and questions by address. @functions-only';
ALTER TABLE self_booking_pace ENABLE ROW LEVEL SECURITY;

-- Counts one, and says whether that is still within the ten minutes' measure.
CREATE FUNCTION self_booking_step(p_address text, p_kind text, p_most integer, p_now timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  counted integer;
BEGIN
  -- a clock that was set back must not make anybody wait until then
  DELETE FROM self_booking_pace p WHERE p.since <= p_now - interval '10 minutes' OR p.since > p_now;
  INSERT INTO self_booking_pace AS p (address, kind, since, tries) VALUES (p_address, p_kind, p_now, 1)
    ON CONFLICT (address, kind) DO UPDATE SET tries = p.tries + 1
    RETURNING p.tries INTO counted;
  RETURN counted <= p_most;
END
$$;
