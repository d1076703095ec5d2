-- Records that were joined with another one: whatever is written of such a patient belongs into the other record.
CREATE TABLE record_joined (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  into_id text COLLATE "C" NOT NULL CHECK (into_id <> patient_id),
  joined_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, patient_id)
);
-- what was joined with a record, for its banner and for taking it apart in order
CREATE INDEX record_joined_into ON record_joined (clinic_id, into_id);
SELECT serambi_protect('record_joined');

-- Holds these patients' records open to the end of the transaction, and says of each that was joined into which one it
-- went at last. The lock is shared among writers and lies in memory alone: a row lock would write the patient's row for
-- every line of her record. What is read after it is read anew, so that who waited for a join sees it.
CREATE FUNCTION record_hold_open(p_patients text[]) RETURNS TABLE (joined text, into_record text)
LANGUAGE plpgsql AS $$
DECLARE
  v_clinic uuid := serambi_clinic();
  v_one text;
  v_next text;
BEGIN
  -- in one order for all, so that two writers of several records never wait for each other
  FOR v_one IN SELECT DISTINCT u.p FROM unnest(p_patients) AS u(p) ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock_shared(7310202, hashtext(v_clinic::text || v_one));
    SELECT j.into_id INTO v_next FROM record_joined j WHERE j.clinic_id = v_clinic AND j.patient_id = v_one;
    CONTINUE WHEN NOT FOUND;
    joined := v_one;
    WHILE FOUND LOOP
      into_record := v_next;
      SELECT j.into_id INTO v_next FROM record_joined j WHERE j.clinic_id = v_clinic AND j.patient_id = into_record;
    END LOOP;
    RETURN NEXT;
  END LOOP;
END
$$;

-- Keeps everybody else from writing into these records until the transaction ends.
CREATE FUNCTION record_hold_alone(p_patients text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_one text;
BEGIN
  FOR v_one IN SELECT DISTINCT u.p FROM unnest(p_patients) AS u(p) ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock(7310202, hashtext(serambi_clinic()::text || v_one));
  END LOOP;
END
$$;
