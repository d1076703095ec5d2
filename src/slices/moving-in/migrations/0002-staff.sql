-- People who work here come in by a file too.
ALTER TABLE moving_in_import DROP CONSTRAINT moving_in_import_kind_check;
ALTER TABLE moving_in_import ADD CONSTRAINT moving_in_import_kind_check
  CHECK (kind IN ('patients', 'appointments', 'fees', 'staff'));
