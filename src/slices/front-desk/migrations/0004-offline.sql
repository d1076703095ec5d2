-- How long after it was done something may still come in that was done without a connection.
ALTER TABLE front_desk_settings ADD COLUMN offline_hours integer NOT NULL DEFAULT 24 CHECK (offline_hours BETWEEN 1 AND 72);
