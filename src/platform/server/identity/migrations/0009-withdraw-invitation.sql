-- Takes back somebody who was invited and has never come in: she goes with her links, and her sign-in name is free
-- again. False for whoever may sign in, or could once: she stays with everything that bears her name.
CREATE FUNCTION identity_withdraw(p_staff uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM FROM identity_staff s WHERE s.clinic_id = serambi_clinic() AND s.id = p_staff
    AND s.status = 'invited' AND s.password_hash IS NULL FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM identity_session n WHERE n.clinic_id = serambi_clinic() AND n.staff_id = p_staff)
  THEN
    RETURN false;
  END IF;
  DELETE FROM identity_link l WHERE l.clinic_id = serambi_clinic() AND l.staff_id = p_staff;
  DELETE FROM identity_login l WHERE l.clinic_id = serambi_clinic() AND l.staff_id = p_staff;
  DELETE FROM identity_staff s WHERE s.clinic_id = serambi_clinic() AND s.id = p_staff;
  RETURN true;
END
$$;
