-- Places beside the rooms to which a patient is called: a counter, the cashier, the pharmacy's window.
CREATE TABLE front_desk_counter (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  active boolean NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
SELECT serambi_protect('front_desk_counter');

CREATE TABLE front_desk_call (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  visit_id text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  -- one of the two: where she is called, or sent, to
  counter_id uuid,
  room_id text COLLATE "C",
  -- 0: sent there by a colleague and not called yet
  times integer NOT NULL CHECK (times >= 0),
  called_by text COLLATE "C" NOT NULL,
  called_by_name text NOT NULL,
  -- the last time
  called_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, id),
  CHECK ((counter_id IS NULL) <> (room_id IS NULL)),
  FOREIGN KEY (clinic_id, visit_id) REFERENCES front_desk_visit ON DELETE CASCADE,
  FOREIGN KEY (clinic_id, counter_id) REFERENCES front_desk_counter
);
-- a visit is called to one place at a time, whoever calls
CREATE UNIQUE INDEX front_desk_call_open ON front_desk_call (clinic_id, visit_id) WHERE ended_at IS NULL;
-- the wall and the board of a day
CREATE INDEX front_desk_call_day ON front_desk_call (clinic_id, day);
SELECT serambi_protect('front_desk_call');
