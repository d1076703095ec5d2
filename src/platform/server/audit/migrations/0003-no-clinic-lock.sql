-- A foreign key has all who write at the same time lock one row of the clinic together, and every request writes here.
-- Row-level security holds the rows to the clinic of the transaction.
ALTER TABLE audit_event DROP CONSTRAINT audit_event_clinic_id_fkey;
