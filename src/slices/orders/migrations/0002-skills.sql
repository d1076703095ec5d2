-- The skill that each thing on the country's list takes, for clinics that had the list before there were skills. Nobody is
-- asked for it until the clinic says so (scope_term), so nothing is taken from anybody.
DO $$
DECLARE
  one uuid;
BEGIN
  FOR one IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', one::text, true);
    UPDATE orders_favourite f SET detail = f.detail || jsonb_build_object('skill', s.skill)
    FROM (VALUES
      ('bloodSugar', 'capillaryPuncture'),
      ('haemoglobin', 'capillaryPuncture'),
      ('urineStrip', 'waivedTest'),
      ('pregnancyTest', 'waivedTest'),
      ('strepTest', 'waivedTest'),
      ('fluTest', 'waivedTest'),
      ('covidTest', 'waivedTest'),
      ('ecg', 'ecg'),
      ('spirometry', 'spirometry'),
      ('woundCare', 'woundCare'),
      ('nebuliser', 'nebuliser'),
      ('sutureRemoval', 'sutureRemoval'),
      ('earIrrigation', 'earIrrigation'),
      ('injectionIm', 'injectionIm'),
      ('injectionSc', 'injectionSc'),
      ('vaccineFlu', 'vaccine'),
      ('vaccineTdap', 'vaccine'),
      ('bloodCount', 'venipuncture'),
      ('bloodFats', 'venipuncture'),
      ('hba1c', 'venipuncture'),
      ('kidneyFunction', 'venipuncture'),
      ('liverFunction', 'venipuncture'),
      ('uricAcid', 'venipuncture'),
      ('metabolicPanel', 'venipuncture'),
      ('thyroidTest', 'venipuncture'),
      ('dengueTest', 'venipuncture'),
      ('typhoidTest', 'venipuncture')) AS s (code, skill)
    WHERE f.clinic_id = one AND f.code = s.code AND NOT f.detail ? 'skill';
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
