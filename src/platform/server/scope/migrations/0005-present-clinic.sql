-- The same, with the clinic asked for as everywhere else.
CREATE OR REPLACE FUNCTION scope_present(p_now timestamptz, p_steady timestamptz, p_minutes integer, p_except uuid)
RETURNS TABLE (staff_id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT s.id, s.name FROM identity_staff s
  JOIN scope_role r ON r.clinic_id = s.clinic_id AND r.role = ANY (s.roles) AND r.licence <> 'none'
  WHERE s.clinic_id = serambi_clinic() AND s.status = 'active'
    AND s.id IS DISTINCT FROM p_except
    AND (EXISTS (SELECT FROM identity_session i WHERE i.clinic_id = s.clinic_id AND i.staff_id = s.id
        AND i.ended_at IS NULL AND i.used_at + p_minutes * interval '1 minute' > p_steady)
      OR EXISTS (SELECT FROM scope_duty d WHERE d.clinic_id = s.clinic_id AND d.staff_id = s.id
        AND d.from_at <= p_now AND p_now < d.until_at))
  ORDER BY s.name
$$;
