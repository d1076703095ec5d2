-- A bill is read at the desk in one language and by the patient in another.
ALTER TABLE bookkeeping_bill_line RENAME COLUMN label TO label_en;
ALTER TABLE bookkeeping_bill_line ADD COLUMN label_id text NOT NULL;
