-- A stretch of a week plan may be kept for some visit types; empty: it takes all.
ALTER TABLE scheduling_session ADD COLUMN visit_type_codes text[] NOT NULL DEFAULT '{}';
