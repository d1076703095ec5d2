CREATE TABLE waitlist_settings (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  active boolean NOT NULL,
  offer_minutes integer NOT NULL CHECK (offer_minutes BETWEEN 5 AND 1440),
  look_ahead_days integer NOT NULL CHECK (look_ahead_days BETWEEN 1 AND 60),
  most_unanswered integer NOT NULL CHECK (most_unanswered BETWEEN 1 AND 20)
);
SELECT serambi_protect('waitlist_settings');

-- One row per Appointment that waits or has waited, kept from it. The counts below `state` are ours alone.
CREATE TABLE waitlist_entry (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  entry_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  visit_type_code text COLLATE "C" NOT NULL,
  -- Null: any provider who gives it.
  practitioner_id text COLLATE "C",
  from_day date NOT NULL,
  to_day date,
  parts text[] NOT NULL,
  weekdays integer[] NOT NULL,
  notice_minutes integer NOT NULL CHECK (notice_minutes >= 0),
  priority smallint NOT NULL CHECK (priority BETWEEN 1 AND 3),
  priority_reason text NOT NULL,
  expires_on date,
  keeps_visit_id text COLLATE "C",
  note text NOT NULL,
  since timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'booked', 'moved', 'expired', 'takenOff')),
  ended_at timestamptz,
  end_reason text NOT NULL DEFAULT '',
  last_offered_at timestamptz,
  -- Offers in a row that were not answered.
  unanswered integer NOT NULL DEFAULT 0,
  -- When what is free soon was last looked through for it.
  looked_at timestamptz,
  PRIMARY KEY (clinic_id, entry_id)
);
CREATE INDEX waitlist_entry_state ON waitlist_entry (clinic_id, state, since);
CREATE INDEX waitlist_entry_patient ON waitlist_entry (clinic_id, patient_id);
SELECT serambi_protect('waitlist_entry');

CREATE TABLE waitlist_freed (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  practitioner_id text COLLATE "C" NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  cause text COLLATE "C" NOT NULL CHECK (cause IN ('cancelled', 'moved', 'noShow', 'found')),
  freed_at timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'given', 'taken', 'over')),
  -- Whom to ask is thought over again then.
  next_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, id)
);
-- One open row for a time, however often it is freed.
CREATE UNIQUE INDEX waitlist_freed_open ON waitlist_freed (clinic_id, practitioner_id, starts_at) WHERE state = 'open';
CREATE INDEX waitlist_freed_next ON waitlist_freed (clinic_id, state, next_at);
SELECT serambi_protect('waitlist_freed');

CREATE TABLE waitlist_offer (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  freed_id uuid NOT NULL,
  entry_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  practitioner_id text COLLATE "C" NOT NULL,
  room_id text COLLATE "C",
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
  hold_id uuid NOT NULL,
  offered_at timestamptz NOT NULL,
  offered_by text NOT NULL,
  until timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'unanswered', 'withdrawn', 'failed')),
  outcome text COLLATE "C",
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, freed_id) REFERENCES waitlist_freed,
  FOREIGN KEY (clinic_id, entry_id) REFERENCES waitlist_entry ON UPDATE CASCADE
);
-- Nobody is asked about two times at once, and no time is offered to two, whoever offers.
CREATE UNIQUE INDEX waitlist_offer_one_entry ON waitlist_offer (clinic_id, entry_id) WHERE state = 'open';
CREATE UNIQUE INDEX waitlist_offer_one_time ON waitlist_offer (clinic_id, freed_id) WHERE state = 'open';
CREATE INDEX waitlist_offer_until ON waitlist_offer (clinic_id, state, until);
CREATE INDEX waitlist_offer_entry ON waitlist_offer (clinic_id, entry_id, offered_at);
SELECT serambi_protect('waitlist_offer');

CREATE TABLE waitlist_look (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  freed_id uuid NOT NULL,
  entry_id text COLLATE "C" NOT NULL,
  -- Her place in the order at that look.
  place integer NOT NULL,
  reason text COLLATE "C" NOT NULL,
  -- Of a skip: why, and who.
  said text NOT NULL DEFAULT '',
  said_by text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, freed_id, entry_id),
  FOREIGN KEY (clinic_id, freed_id) REFERENCES waitlist_freed ON DELETE CASCADE,
  FOREIGN KEY (clinic_id, entry_id) REFERENCES waitlist_entry ON UPDATE CASCADE
);
SELECT serambi_protect('waitlist_look');
