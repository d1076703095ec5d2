-- What dials help, where a clinic calls another number than its country's; empty: the country's.
ALTER TABLE front_desk_settings ADD COLUMN emergency_number text NOT NULL DEFAULT '';

-- What whoever rooms her must know: { language, interpreter, access, infection, chaperone, handOff }. From the Encounter.
ALTER TABLE front_desk_visit ADD COLUMN needs jsonb NOT NULL DEFAULT '{}';

-- The clinic's own questions. A version is never changed, for talks were held by it; approval alone is added, once.
CREATE TABLE front_desk_talk_script (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  version integer NOT NULL CHECK (version > 0),
  script jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  approved_by text,
  approved_at timestamptz,
  PRIMARY KEY (clinic_id, version),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);
SELECT serambi_protect('front_desk_talk_script');

-- Red flags that somebody said yes to. Without a visit: at a kiosk, before anybody had said who she is.
CREATE TABLE front_desk_alert (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  visit_id text COLLATE "C",
  patient_id text COLLATE "C",
  day text COLLATE "C" NOT NULL CHECK (day ~ '^\d{4}-\d\d-\d\d$'),
  level text COLLATE "C" NOT NULL CHECK (level IN ('emergency', 'urgent')),
  source text COLLATE "C" NOT NULL CHECK (source IN ('counter', 'telephone', 'kiosk', 'phone', 'duty')),
  -- what it is about within the visit: said twice, it is one alert
  code text COLLATE "C" NOT NULL,
  place text NOT NULL,
  what_en text NOT NULL,
  what_id text NOT NULL,
  raised_at timestamptz NOT NULL,
  raised_by text NOT NULL,
  taken_at timestamptz,
  taken_by text,
  -- she went while nobody had seen to it
  left_at timestamptz,
  -- where the visit would have gone on to meanwhile
  held_step text COLLATE "C",
  acknowledged_at timestamptz,
  acknowledged_by text,
  outcome text,
  PRIMARY KEY (clinic_id, id),
  CHECK ((visit_id IS NULL) = (patient_id IS NULL)),
  CHECK ((acknowledged_at IS NULL) = (outcome IS NULL))
);
-- what nobody has seen to yet stands on every board; there are few
CREATE INDEX front_desk_alert_open ON front_desk_alert (clinic_id, raised_at) WHERE acknowledged_at IS NULL;
CREATE UNIQUE INDEX front_desk_alert_once ON front_desk_alert (clinic_id, visit_id, code) WHERE acknowledged_at IS NULL;
SELECT serambi_protect('front_desk_alert');
