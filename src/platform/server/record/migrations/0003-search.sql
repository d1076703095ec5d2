-- Search rows carry what a page is ordered by, so that a page is read from an index in its order and never sorted:
-- `at` is the beginning of the type's leading date (src/platform/server/fhir/leading-date.ts), `-infinity` where
-- there is none.

-- False until the search rows are those of this version of the indexer; the record's job makes them anew.
ALTER TABLE record_resource ADD COLUMN at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE record_resource ADD COLUMN indexed boolean NOT NULL DEFAULT false;
CREATE INDEX record_resource_at ON record_resource (clinic_id, type, at, id) WHERE NOT deleted;
CREATE INDEX record_resource_unindexed ON record_resource (clinic_id, type, id) WHERE NOT indexed;

-- The system stands last: hardly any code is in two systems, and half of all searches name none.
ALTER TABLE record_token ADD COLUMN at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE record_token ADD COLUMN patient_id text COLLATE "C";
ALTER TABLE record_token DROP CONSTRAINT record_token_pkey;
ALTER TABLE record_token ADD PRIMARY KEY (clinic_id, type, param, code, at, id, system);
-- One patient's newest readings of a kind: neither over all of her rows nor over all of that kind.
CREATE INDEX record_token_patient ON record_token (clinic_id, patient_id, type, param, code, at, id, system)
  WHERE patient_id IS NOT NULL;

ALTER TABLE record_reference ADD COLUMN at timestamptz NOT NULL DEFAULT '-infinity';
ALTER TABLE record_reference DROP CONSTRAINT record_reference_pkey;
ALTER TABLE record_reference ADD PRIMARY KEY (clinic_id, type, param, target_id, at, id, target_type);

-- `exact` is the text as it was written.
ALTER TABLE record_string ADD COLUMN exact text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE record_string DROP CONSTRAINT record_string_pkey;
ALTER TABLE record_string ADD PRIMARY KEY (clinic_id, type, param, folded, id, exact);

-- What lasts no longer than a day is found by its beginning alone; what lasts longer has an index by its end.
ALTER TABLE record_date ADD COLUMN long boolean NOT NULL DEFAULT true;
ALTER TABLE record_date DROP CONSTRAINT record_date_pkey;
ALTER TABLE record_date ADD PRIMARY KEY (clinic_id, type, param, lo, id, hi);
CREATE INDEX record_date_long ON record_date (clinic_id, type, param, hi, lo, id) WHERE long;

-- `canonical` is the unit in UCUM's base units, empty where it has none; `base_lo` and `base_hi` are the value in it.
ALTER TABLE record_quantity ADD COLUMN unit text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE record_quantity ADD COLUMN canonical text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE record_quantity ADD COLUMN base_lo float8 NOT NULL DEFAULT 0;
ALTER TABLE record_quantity ADD COLUMN base_hi float8 NOT NULL DEFAULT 0;
ALTER TABLE record_quantity DROP CONSTRAINT record_quantity_pkey;
ALTER TABLE record_quantity ADD PRIMARY KEY (clinic_id, type, param, lo, hi, code, system, unit, id);
CREATE INDEX record_quantity_canonical ON record_quantity (clinic_id, type, param, canonical, base_lo, base_hi, id)
  WHERE canonical <> '';

DROP FUNCTION record_write(
  text, text, text, text, timestamptz, text, boolean, integer, text[], text[], text[], text[], text[], text[],
  timestamptz[], timestamptz[], text[], text[], text[], float8[], float8[], text[], text[], text[], text[], text[]
);

-- The search rows of one resource in place of those that it had. The rows come as arrays, one a column.
CREATE FUNCTION record_index(
  p_type text, p_id text, p_is_new boolean, p_patient text, p_at timestamptz,
  p_token_param text[], p_token_system text[], p_token_code text[],
  p_string_param text[], p_string_folded text[], p_string_exact text[],
  p_date_param text[], p_date_lo timestamptz[], p_date_hi timestamptz[], p_date_long boolean[],
  p_quantity_param text[], p_quantity_system text[], p_quantity_code text[], p_quantity_unit text[],
  p_quantity_lo float8[], p_quantity_hi float8[],
  p_quantity_canonical text[], p_quantity_base_lo float8[], p_quantity_base_hi float8[],
  p_reference_param text[], p_reference_type text[], p_reference_id text[],
  p_uri_param text[], p_uri_value text[]
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_clinic uuid := serambi_clinic();
BEGIN
  IF NOT p_is_new THEN
    DELETE FROM record_token t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_string t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_date t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_quantity t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_reference t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_uri t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
  END IF;
  INSERT INTO record_token (clinic_id, type, param, code, system, id, at, patient_id)
    SELECT v_clinic, p_type, u.param, u.code, u.system, p_id, p_at, p_patient
    FROM unnest(p_token_param, p_token_system, p_token_code) AS u(param, system, code) ON CONFLICT DO NOTHING;
  INSERT INTO record_string (clinic_id, type, param, folded, exact, id)
    SELECT v_clinic, p_type, u.param, u.folded, u.exact, p_id
    FROM unnest(p_string_param, p_string_folded, p_string_exact) AS u(param, folded, exact) ON CONFLICT DO NOTHING;
  INSERT INTO record_date (clinic_id, type, param, lo, hi, long, id)
    SELECT v_clinic, p_type, u.param, u.lo, u.hi, u.long, p_id
    FROM unnest(p_date_param, p_date_lo, p_date_hi, p_date_long) AS u(param, lo, hi, long) ON CONFLICT DO NOTHING;
  INSERT INTO record_quantity (clinic_id, type, param, system, code, unit, lo, hi, canonical, base_lo, base_hi, id)
    SELECT v_clinic, p_type, u.param, u.system, u.code, u.unit, u.lo, u.hi, u.canonical, u.base_lo, u.base_hi, p_id
    FROM unnest(p_quantity_param, p_quantity_system, p_quantity_code, p_quantity_unit, p_quantity_lo, p_quantity_hi,
        p_quantity_canonical, p_quantity_base_lo, p_quantity_base_hi)
      AS u(param, system, code, unit, lo, hi, canonical, base_lo, base_hi) ON CONFLICT DO NOTHING;
  INSERT INTO record_reference (clinic_id, type, param, target_id, target_type, id, at)
    SELECT v_clinic, p_type, u.param, u.target_id, u.target_type, p_id, p_at
    FROM unnest(p_reference_param, p_reference_type, p_reference_id) AS u(param, target_type, target_id)
    ON CONFLICT DO NOTHING;
  INSERT INTO record_uri (clinic_id, type, param, value, id)
    SELECT v_clinic, p_type, u.param, u.value, p_id
    FROM unnest(p_uri_param, p_uri_value) AS u(param, value) ON CONFLICT DO NOTHING;
END $$;

-- One round trip for a write: lock, keep the superseded version, store, index. The version number is known only
-- here, so the text comes in two halves that meet around it. `p_expected`: null = any, 0 = must be new.
-- Raises SR412 (another version stands) and 40001 (two creators of one id: the loser runs again as an update).
CREATE FUNCTION record_write(
  p_type text, p_id text, p_head text, p_tail text, p_updated timestamptz, p_patient text, p_at timestamptz,
  p_deleted boolean, p_expected integer,
  p_token_param text[], p_token_system text[], p_token_code text[],
  p_string_param text[], p_string_folded text[], p_string_exact text[],
  p_date_param text[], p_date_lo timestamptz[], p_date_hi timestamptz[], p_date_long boolean[],
  p_quantity_param text[], p_quantity_system text[], p_quantity_code text[], p_quantity_unit text[],
  p_quantity_lo float8[], p_quantity_hi float8[],
  p_quantity_canonical text[], p_quantity_base_lo float8[], p_quantity_base_hi float8[],
  p_reference_param text[], p_reference_type text[], p_reference_id text[],
  p_uri_param text[], p_uri_value text[]
) RETURNS TABLE (new_version integer, before text, before_deleted boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_clinic uuid := serambi_clinic();
  v_now record_resource%ROWTYPE;
  v_is_new boolean;
BEGIN
  SELECT * INTO v_now FROM record_resource r
    WHERE r.clinic_id = v_clinic AND r.type = p_type AND r.id = p_id FOR UPDATE;
  v_is_new := NOT FOUND;
  IF NOT v_is_new THEN
    IF p_expected IS NOT NULL AND p_expected <> (CASE WHEN v_now.deleted THEN 0 ELSE v_now.version END) THEN
      RAISE EXCEPTION 'another version stands' USING ERRCODE = 'SR412';
    END IF;
    INSERT INTO record_history VALUES (v_clinic, p_type, p_id, v_now.version, v_now.updated_at, v_now.patient_id,
      v_now.deleted, v_now.content);
    UPDATE record_resource r SET version = v_now.version + 1, updated_at = p_updated, patient_id = p_patient,
      deleted = p_deleted, content = p_head || (v_now.version + 1) || p_tail, at = p_at, indexed = true
      WHERE r.clinic_id = v_clinic AND r.type = p_type AND r.id = p_id;
    new_version := v_now.version + 1; before := v_now.content; before_deleted := v_now.deleted;
  ELSE
    IF p_expected > 0 THEN
      RAISE EXCEPTION 'no such version' USING ERRCODE = 'SR412';
    END IF;
    BEGIN
      INSERT INTO record_resource (clinic_id, type, id, version, updated_at, patient_id, deleted, content, at, indexed)
        VALUES (v_clinic, p_type, p_id, 1, p_updated, p_patient, p_deleted, p_head || 1 || p_tail, p_at, true);
    EXCEPTION WHEN unique_violation THEN
      RAISE EXCEPTION 'created meanwhile' USING ERRCODE = '40001';
    END;
    new_version := 1; before := NULL; before_deleted := false;
  END IF;
  PERFORM record_index(p_type, p_id, v_is_new, p_patient, p_at, p_token_param, p_token_system, p_token_code,
    p_string_param, p_string_folded, p_string_exact, p_date_param, p_date_lo, p_date_hi, p_date_long,
    p_quantity_param, p_quantity_system, p_quantity_code, p_quantity_unit, p_quantity_lo, p_quantity_hi,
    p_quantity_canonical, p_quantity_base_lo, p_quantity_base_hi,
    p_reference_param, p_reference_type, p_reference_id, p_uri_param, p_uri_value);
  RETURN NEXT;
END $$;
