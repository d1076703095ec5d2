-- Where a room is, for a clinic that works in several places; empty where there is but one.
ALTER TABLE scheduling_room ADD COLUMN site text NOT NULL DEFAULT '';
