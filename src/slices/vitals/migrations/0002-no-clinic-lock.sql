-- As with the record itself: a foreign key has all who measure at the same time lock one row of the clinic together.
ALTER TABLE vitals_reading DROP CONSTRAINT vitals_reading_clinic_id_fkey;
