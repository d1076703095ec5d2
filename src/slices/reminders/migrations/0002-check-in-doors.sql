-- Doors at which patients check in: a kiosk's device, a link of its own, and the minutes that such a talk takes.
ALTER TABLE reminders_door DROP CONSTRAINT reminders_door_purpose_check;
ALTER TABLE reminders_door ADD CONSTRAINT reminders_door_purpose_check
  CHECK (purpose IN ('link', 'gateway', 'feed', 'kiosk', 'checkIn', 'checkInSession'));
