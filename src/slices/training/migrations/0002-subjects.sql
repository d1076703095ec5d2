-- Hours in which something was learnt of which the law of the place counts hours, e.g. `injections`; empty: in nothing such.
ALTER TABLE training_hours ADD COLUMN subject text COLLATE "C" NOT NULL DEFAULT '';
