-- Whether who assists must be on duty by the roster, wherever there is one.
ALTER TABLE scheduling_settings ADD COLUMN roster_decides boolean NOT NULL DEFAULT false;
