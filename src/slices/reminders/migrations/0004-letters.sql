-- Letters to people whose chart nobody knows yet: who asks for a time on a public page is written to by the number that she gave. Sent by
-- the clinic's own machines alone, never by hand; the secret of its link is in no table.
CREATE TABLE reminders_letter (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  channel text COLLATE "C" CHECK (channel IN ('email', 'sms', 'whatsapp')),
  address text COLLATE "C",
  -- Where else she can be reached if that refuses it for good.
  other_channel text COLLATE "C" CHECK (other_channel IN ('email', 'sms', 'whatsapp')),
  other_address text COLLATE "C",
  subject text NOT NULL,
  text text NOT NULL,
  -- The page that its link opens; null without one.
  link_path text,
  -- Afterwards it is of no use.
  until timestamptz NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'sending', 'accepted', 'delivered', 'failed', 'stopped')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  claimed_at timestamptz,
  code text COLLATE "C",
  detail text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, id)
);
CREATE INDEX reminders_letter_next ON reminders_letter (clinic_id, state, next_at);
SELECT serambi_protect('reminders_letter');

-- Numbers from which a STOP came: whoever is written to there, known or not, gets nothing more on that channel.
CREATE TABLE reminders_silent (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  channel text COLLATE "C" NOT NULL CHECK (channel IN ('sms', 'whatsapp')),
  address text COLLATE "C" NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, channel, address)
);
SELECT serambi_protect('reminders_silent');

ALTER TABLE reminders_door DROP CONSTRAINT reminders_door_purpose_check;
ALTER TABLE reminders_door ADD CONSTRAINT reminders_door_purpose_check
  CHECK (purpose IN ('link', 'gateway', 'feed', 'kiosk', 'checkIn', 'checkInSession', 'selfBooking'));
