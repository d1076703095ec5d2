-- A link to a paper of hers.
ALTER TABLE reminders_door DROP CONSTRAINT reminders_door_purpose_check;
ALTER TABLE reminders_door ADD CONSTRAINT reminders_door_purpose_check
  CHECK (purpose IN ('link', 'gateway', 'feed', 'kiosk', 'checkIn', 'checkInSession', 'selfBooking', 'paper'));
