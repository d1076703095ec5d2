-- A station's printers by the kind of paper (slip, receipt, label, document) in place of the size of the sheet, so that a
-- receipt may come out of a roll at one desk and on A5 at another.
CREATE FUNCTION pg_temp.printer_of(old jsonb, size text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN old ->> 'kind' <> 'raw' THEN old
    WHEN old ->> 'speaks' = 'pdf' THEN jsonb_build_object('kind', 'pdf', 'host', old -> 'host', 'port', old -> 'port')
    ELSE (old - 'speaks') || jsonb_build_object('kind', 'escpos', 'widthMm', CASE size WHEN 'thermal58' THEN 58 ELSE 80 END)
  END
$$;

DO $$
DECLARE clinic uuid;
BEGIN
  -- row-level security binds the owner too: each clinic's rows are changed from inside it
  FOR clinic IN SELECT id FROM platform_clinic LOOP
    PERFORM set_config('serambi.clinic', clinic::text, true);
    UPDATE print_station SET printers = jsonb_strip_nulls(jsonb_build_object(
      'slip', coalesce(pg_temp.printer_of(printers -> 'thermal80', 'thermal80'), pg_temp.printer_of(printers -> 'thermal58', 'thermal58')),
      'label', pg_temp.printer_of(printers -> 'label50x25', 'label50x25'),
      'receipt', coalesce(pg_temp.printer_of(printers -> 'A5', 'A5'), pg_temp.printer_of(printers -> 'Letter', 'Letter')),
      'document', coalesce(pg_temp.printer_of(printers -> 'A4', 'A4'), pg_temp.printer_of(printers -> 'Letter', 'Letter'))
    ))
    WHERE clinic_id = clinic;
  END LOOP;
  PERFORM set_config('serambi.clinic', '', true);
END
$$;
