-- A search row costs most by the breadth of its indexes, so type and parameter stand in it as one number, made of their
-- names alone (src/platform/server/fhir/search-key.ts makes the same): the type's in the upper half.
CREATE FUNCTION record_search_number(p_name text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(encode(sha256(convert_to(p_name, 'UTF8')), 'hex'), 1, 8))::bit(32)::bigint;

CREATE FUNCTION record_search_key(p_type text, p_param text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ((record_search_number(p_type) & 2147483647) << 32) | record_search_number(p_param);

-- Search rows are of a resource that is of this clinic, and row-level security holds them to it: a foreign key would look
-- the clinic up once for each of two dozen rows. For the record and its history it would have all who write at the same
-- time lock one row of the clinic together.
ALTER TABLE record_resource DROP CONSTRAINT record_resource_clinic_id_fkey;
ALTER TABLE record_history DROP CONSTRAINT record_history_clinic_id_fkey;

ALTER TABLE record_token DROP CONSTRAINT record_token_clinic_id_fkey;
ALTER TABLE record_token DROP CONSTRAINT record_token_pkey;
DROP INDEX record_token_of;
DROP INDEX record_token_patient;
ALTER TABLE record_token ALTER COLUMN param TYPE bigint USING record_search_key(type, param);
ALTER TABLE record_token DROP COLUMN type;
ALTER TABLE record_token ADD PRIMARY KEY (clinic_id, param, code, at, id, system);
CREATE INDEX record_token_of ON record_token (id);
CREATE INDEX record_token_patient ON record_token (clinic_id, patient_id, param, code, at, id, system) WHERE patient_id IS NOT NULL;

-- A code is one parameter's, mostly: taken as independent they look far rarer together than they are, and a patient's
-- rows of a code would be sought among everybody's.
CREATE STATISTICS record_token_codes (dependencies, ndistinct) ON param, code FROM record_token;

ALTER TABLE record_reference DROP CONSTRAINT record_reference_clinic_id_fkey;
ALTER TABLE record_reference DROP CONSTRAINT record_reference_pkey;
DROP INDEX record_reference_of;
ALTER TABLE record_reference ALTER COLUMN param TYPE bigint USING record_search_key(type, param);
ALTER TABLE record_reference DROP COLUMN type;
ALTER TABLE record_reference ADD PRIMARY KEY (clinic_id, param, target_id, at, id, target_type);
CREATE INDEX record_reference_of ON record_reference (id);

ALTER TABLE record_string DROP CONSTRAINT record_string_clinic_id_fkey;
ALTER TABLE record_string DROP CONSTRAINT record_string_pkey;
DROP INDEX record_string_of;
ALTER TABLE record_string ALTER COLUMN param TYPE bigint USING record_search_key(type, param);
ALTER TABLE record_string DROP COLUMN type;
ALTER TABLE record_string ADD PRIMARY KEY (clinic_id, param, folded, id, exact);
CREATE INDEX record_string_of ON record_string (id);

ALTER TABLE record_date DROP CONSTRAINT record_date_clinic_id_fkey;
ALTER TABLE record_date DROP CONSTRAINT record_date_pkey;
DROP INDEX record_date_of;
DROP INDEX record_date_long;
ALTER TABLE record_date ALTER COLUMN param TYPE bigint USING record_search_key(type, param);
ALTER TABLE record_date DROP COLUMN type;
ALTER TABLE record_date ADD PRIMARY KEY (clinic_id, param, lo, id, hi);
CREATE INDEX record_date_of ON record_date (id);
CREATE INDEX record_date_long ON record_date (clinic_id, param, hi, lo, id) WHERE long;

ALTER TABLE record_quantity DROP CONSTRAINT record_quantity_clinic_id_fkey;
ALTER TABLE record_quantity DROP CONSTRAINT record_quantity_pkey;
DROP INDEX record_quantity_of;
DROP INDEX record_quantity_canonical;
ALTER TABLE record_quantity ALTER COLUMN param TYPE bigint USING record_search_key(type, param);
ALTER TABLE record_quantity DROP COLUMN type;
ALTER TABLE record_quantity ADD PRIMARY KEY (clinic_id, param, lo, hi, code, system, unit, id);
CREATE INDEX record_quantity_of ON record_quantity (id);
CREATE INDEX record_quantity_canonical ON record_quantity (clinic_id, param, canonical, base_lo, base_hi, id)
  WHERE canonical <> '';

ALTER TABLE record_uri DROP CONSTRAINT record_uri_clinic_id_fkey;
ALTER TABLE record_uri DROP CONSTRAINT record_uri_pkey;
DROP INDEX record_uri_of;
ALTER TABLE record_uri ALTER COLUMN param TYPE bigint USING record_search_key(type, param);
ALTER TABLE record_uri DROP COLUMN type;
ALTER TABLE record_uri ADD PRIMARY KEY (clinic_id, param, value, id);
CREATE INDEX record_uri_of ON record_uri (id);

DROP FUNCTION record_write(
  text, text, text, text, timestamptz, text, timestamptz, boolean, integer, text[], text[], text[], text[], text[], text[],
  text[], timestamptz[], timestamptz[], boolean[], text[], text[], text[], text[], float8[], float8[],
  text[], float8[], float8[], text[], text[], text[], text[], text[]
);
DROP FUNCTION record_index(
  text, text, boolean, text, timestamptz, text[], text[], text[], text[], text[], text[],
  text[], timestamptz[], timestamptz[], boolean[], text[], text[], text[], text[], float8[], float8[],
  text[], float8[], float8[], text[], text[], text[], text[], text[]
);

-- The search rows of one resource in place of those that it had, of which those stay that are the same. The rows come as
-- arrays, one a column, without doubles. Each statement is planned once, whatever the number of rows.
CREATE FUNCTION record_index(
  p_type text, p_id text, p_is_new boolean, p_patient text, p_at timestamptz,
  p_token_param bigint[], p_token_system text[], p_token_code text[],
  p_string_param bigint[], p_string_folded text[], p_string_exact text[],
  p_date_param bigint[], p_date_lo timestamptz[], p_date_hi timestamptz[], p_date_long boolean[],
  p_quantity_param bigint[], p_quantity_system text[], p_quantity_code text[], p_quantity_unit text[],
  p_quantity_lo float8[], p_quantity_hi float8[],
  p_quantity_canonical text[], p_quantity_base_lo float8[], p_quantity_base_hi float8[],
  p_reference_param bigint[], p_reference_type text[], p_reference_id text[],
  p_uri_param bigint[], p_uri_value text[]
) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_clinic uuid := serambi_clinic();
  v_type bigint;
BEGIN
  IF NOT p_is_new THEN
    v_type := record_search_number(p_type) & 2147483647;
    DELETE FROM record_token t WHERE t.id = p_id AND t.clinic_id = v_clinic AND t.param >> 32 = v_type AND (t.at IS
      DISTINCT FROM p_at OR t.patient_id IS DISTINCT FROM p_patient OR NOT EXISTS (SELECT FROM unnest(p_token_param,
      p_token_system, p_token_code) AS u(param, system, code) WHERE u.param = t.param AND u.system = t.system AND
      u.code = t.code));
    DELETE FROM record_string t WHERE t.id = p_id AND t.clinic_id = v_clinic AND t.param >> 32 = v_type AND (NOT
      EXISTS (SELECT FROM unnest(p_string_param, p_string_folded, p_string_exact) AS u(param, folded, exact) WHERE
      u.param = t.param AND u.folded = t.folded AND u.exact = t.exact));
    DELETE FROM record_date t WHERE t.id = p_id AND t.clinic_id = v_clinic AND t.param >> 32 = v_type AND (NOT EXISTS
      (SELECT FROM unnest(p_date_param, p_date_lo, p_date_hi, p_date_long) AS u(param, lo, hi, long) WHERE u.param =
      t.param AND u.lo = t.lo AND u.hi = t.hi AND u.long = t.long));
    DELETE FROM record_quantity t WHERE t.id = p_id AND t.clinic_id = v_clinic AND t.param >> 32 = v_type AND (NOT
      EXISTS (SELECT FROM unnest(p_quantity_param, p_quantity_system, p_quantity_code, p_quantity_unit,
      p_quantity_lo, p_quantity_hi, p_quantity_canonical, p_quantity_base_lo, p_quantity_base_hi) AS u(param, system,
      code, unit, lo, hi, canonical, base_lo, base_hi) WHERE u.param = t.param AND u.system = t.system AND u.code =
      t.code AND u.unit = t.unit AND u.lo = t.lo AND u.hi = t.hi AND u.canonical = t.canonical AND u.base_lo =
      t.base_lo AND u.base_hi = t.base_hi));
    DELETE FROM record_reference t WHERE t.id = p_id AND t.clinic_id = v_clinic AND t.param >> 32 = v_type AND (t.at
      IS DISTINCT FROM p_at OR NOT EXISTS (SELECT FROM unnest(p_reference_param, p_reference_type, p_reference_id) AS
      u(param, target_type, target_id) WHERE u.param = t.param AND u.target_type = t.target_type AND u.target_id =
      t.target_id));
    DELETE FROM record_uri t WHERE t.id = p_id AND t.clinic_id = v_clinic AND t.param >> 32 = v_type AND (NOT EXISTS
      (SELECT FROM unnest(p_uri_param, p_uri_value) AS u(param, value) WHERE u.param = t.param AND u.value =
      t.value));
  END IF;
  IF cardinality(p_token_param) > 0 THEN
    INSERT INTO record_token (clinic_id, id, at, patient_id, param, system, code) SELECT v_clinic, p_id, p_at,
      p_patient, u.* FROM unnest(p_token_param, p_token_system, p_token_code) AS u(param, system, code) WHERE
      p_is_new OR NOT EXISTS (SELECT FROM record_token t WHERE t.id = p_id AND t.clinic_id = v_clinic AND u.param =
      t.param AND u.system = t.system AND u.code = t.code);
  END IF;
  IF cardinality(p_string_param) > 0 THEN
    INSERT INTO record_string (clinic_id, id, param, folded, exact) SELECT v_clinic, p_id, u.* FROM
      unnest(p_string_param, p_string_folded, p_string_exact) AS u(param, folded, exact) WHERE p_is_new OR NOT EXISTS
      (SELECT FROM record_string t WHERE t.id = p_id AND t.clinic_id = v_clinic AND u.param = t.param AND u.folded =
      t.folded AND u.exact = t.exact);
  END IF;
  IF cardinality(p_date_param) > 0 THEN
    INSERT INTO record_date (clinic_id, id, param, lo, hi, long) SELECT v_clinic, p_id, u.* FROM unnest(p_date_param,
      p_date_lo, p_date_hi, p_date_long) AS u(param, lo, hi, long) WHERE p_is_new OR NOT EXISTS (SELECT FROM
      record_date t WHERE t.id = p_id AND t.clinic_id = v_clinic AND u.param = t.param AND u.lo = t.lo AND u.hi =
      t.hi AND u.long = t.long);
  END IF;
  IF cardinality(p_quantity_param) > 0 THEN
    INSERT INTO record_quantity (clinic_id, id, param, system, code, unit, lo, hi, canonical, base_lo, base_hi)
      SELECT v_clinic, p_id, u.* FROM unnest(p_quantity_param, p_quantity_system, p_quantity_code, p_quantity_unit,
      p_quantity_lo, p_quantity_hi, p_quantity_canonical, p_quantity_base_lo, p_quantity_base_hi) AS u(param, system,
      code, unit, lo, hi, canonical, base_lo, base_hi) WHERE p_is_new OR NOT EXISTS (SELECT FROM record_quantity t
      WHERE t.id = p_id AND t.clinic_id = v_clinic AND u.param = t.param AND u.system = t.system AND u.code = t.code
      AND u.unit = t.unit AND u.lo = t.lo AND u.hi = t.hi AND u.canonical = t.canonical AND u.base_lo = t.base_lo AND
      u.base_hi = t.base_hi);
  END IF;
  IF cardinality(p_reference_param) > 0 THEN
    INSERT INTO record_reference (clinic_id, id, at, param, target_type, target_id) SELECT v_clinic, p_id, p_at, u.*
      FROM unnest(p_reference_param, p_reference_type, p_reference_id) AS u(param, target_type, target_id) WHERE
      p_is_new OR NOT EXISTS (SELECT FROM record_reference t WHERE t.id = p_id AND t.clinic_id = v_clinic AND u.param
      = t.param AND u.target_type = t.target_type AND u.target_id = t.target_id);
  END IF;
  IF cardinality(p_uri_param) > 0 THEN
    INSERT INTO record_uri (clinic_id, id, param, value) SELECT v_clinic, p_id, u.* FROM unnest(p_uri_param,
      p_uri_value) AS u(param, value) WHERE p_is_new OR NOT EXISTS (SELECT FROM record_uri t WHERE t.id = p_id AND
      t.clinic_id = v_clinic AND u.param = t.param AND u.value = t.value);
  END IF;
END $$;

-- One round trip for a write: lock, keep the superseded version, store, index. The version number is known only
-- here, so the text comes in two halves that meet around it. `p_expected`: null = any, 0 = must be new.
-- Raises SR412 (another version stands) and 40001 (two creators of one id: the loser runs again as an update).
CREATE FUNCTION record_write(
  p_type text, p_id text, p_head text, p_tail text, p_updated timestamptz, p_patient text, p_at timestamptz,
  p_deleted boolean, p_expected integer,
  p_token_param bigint[], p_token_system text[], p_token_code text[],
  p_string_param bigint[], p_string_folded text[], p_string_exact text[],
  p_date_param bigint[], p_date_lo timestamptz[], p_date_hi timestamptz[], p_date_long boolean[],
  p_quantity_param bigint[], p_quantity_system text[], p_quantity_code text[], p_quantity_unit text[],
  p_quantity_lo float8[], p_quantity_hi float8[],
  p_quantity_canonical text[], p_quantity_base_lo float8[], p_quantity_base_hi float8[],
  p_reference_param bigint[], p_reference_type text[], p_reference_id text[],
  p_uri_param bigint[], p_uri_value text[]
) RETURNS TABLE (new_version integer, before text, before_deleted boolean)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_clinic uuid := serambi_clinic();
  v_now record_resource%ROWTYPE;
  v_is_new boolean := false;
BEGIN
  -- what must be new is nearly always new, and need not be looked for first
  IF p_expected IS DISTINCT FROM 0 THEN
    SELECT * INTO v_now FROM record_resource r
      WHERE r.clinic_id = v_clinic AND r.type = p_type AND r.id = p_id FOR UPDATE;
  END IF;
  IF v_now.id IS NULL THEN
    IF p_expected > 0 THEN
      RAISE EXCEPTION 'no such version' USING ERRCODE = 'SR412';
    END IF;
    INSERT INTO record_resource (clinic_id, type, id, version, updated_at, patient_id, deleted, content, at, indexed)
      VALUES (v_clinic, p_type, p_id, 1, p_updated, p_patient, p_deleted, p_head || 1 || p_tail, p_at, true)
      ON CONFLICT DO NOTHING;
    v_is_new := FOUND;
    IF NOT v_is_new THEN
      IF p_expected IS NULL THEN
        RAISE EXCEPTION 'created meanwhile' USING ERRCODE = '40001';
      END IF;
      SELECT * INTO v_now FROM record_resource r
        WHERE r.clinic_id = v_clinic AND r.type = p_type AND r.id = p_id FOR UPDATE;
    END IF;
  END IF;
  IF v_is_new THEN
    new_version := 1; before := NULL; before_deleted := false;
  ELSE
    IF p_expected IS NOT NULL AND p_expected <> (CASE WHEN v_now.deleted THEN 0 ELSE v_now.version END) THEN
      RAISE EXCEPTION 'another version stands' USING ERRCODE = 'SR412';
    END IF;
    INSERT INTO record_history (clinic_id, type, id, version, updated_at, patient_id, deleted, content)
      VALUES (v_clinic, p_type, p_id, v_now.version, v_now.updated_at, v_now.patient_id, v_now.deleted, v_now.content);
    UPDATE record_resource r SET version = v_now.version + 1, updated_at = p_updated, patient_id = p_patient,
      deleted = p_deleted, content = p_head || (v_now.version + 1) || p_tail, at = p_at, indexed = true
      WHERE r.clinic_id = v_clinic AND r.type = p_type AND r.id = p_id;
    new_version := v_now.version + 1; before := v_now.content; before_deleted := v_now.deleted;
  END IF;
  PERFORM record_index(p_type, p_id, v_is_new, p_patient, p_at, p_token_param, p_token_system, p_token_code,
    p_string_param, p_string_folded, p_string_exact, p_date_param, p_date_lo, p_date_hi, p_date_long,
    p_quantity_param, p_quantity_system, p_quantity_code, p_quantity_unit, p_quantity_lo, p_quantity_hi,
    p_quantity_canonical, p_quantity_base_lo, p_quantity_base_hi,
    p_reference_param, p_reference_type, p_reference_id, p_uri_param, p_uri_value);
  RETURN NEXT;
END $$;

-- Several new resources at once, under ids that nothing has had: the columns of the resources first, then those of their
-- search rows, each with the place of its resource, from 1.
CREATE FUNCTION record_create(
  p_type text[], p_id text[], p_content text[], p_updated timestamptz, p_patient text[], p_at timestamptz[],
  p_token_of integer[], p_token_param bigint[], p_token_system text[], p_token_code text[],
  p_string_of integer[], p_string_param bigint[], p_string_folded text[], p_string_exact text[],
  p_date_of integer[], p_date_param bigint[], p_date_lo timestamptz[], p_date_hi timestamptz[], p_date_long boolean[],
  p_quantity_of integer[], p_quantity_param bigint[], p_quantity_system text[], p_quantity_code text[],
  p_quantity_unit text[], p_quantity_lo float8[], p_quantity_hi float8[],
  p_quantity_canonical text[], p_quantity_base_lo float8[], p_quantity_base_hi float8[],
  p_reference_of integer[], p_reference_param bigint[], p_reference_type text[], p_reference_id text[],
  p_uri_of integer[], p_uri_param bigint[], p_uri_value text[]
) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_clinic uuid := serambi_clinic();
BEGIN
  INSERT INTO record_resource (clinic_id, type, id, version, updated_at, patient_id, deleted, content, at, indexed)
    SELECT v_clinic, u.type, u.id, 1, p_updated, u.patient_id, false, u.content, u.at, true
    FROM unnest(p_type, p_id, p_content, p_patient, p_at) AS u(type, id, content, patient_id, at);
  IF cardinality(p_token_of) > 0 THEN
    INSERT INTO record_token (clinic_id, id, at, patient_id, param, system, code) SELECT v_clinic, p_id[u.place],
      p_at[u.place], p_patient[u.place], u.param, u.system, u.code FROM unnest(p_token_of, p_token_param,
      p_token_system, p_token_code) AS u(place, param, system, code);
  END IF;
  IF cardinality(p_string_of) > 0 THEN
    INSERT INTO record_string (clinic_id, id, param, folded, exact) SELECT v_clinic, p_id[u.place], u.param,
      u.folded, u.exact FROM unnest(p_string_of, p_string_param, p_string_folded, p_string_exact) AS u(place, param,
      folded, exact);
  END IF;
  IF cardinality(p_date_of) > 0 THEN
    INSERT INTO record_date (clinic_id, id, param, lo, hi, long) SELECT v_clinic, p_id[u.place], u.param, u.lo, u.hi,
      u.long FROM unnest(p_date_of, p_date_param, p_date_lo, p_date_hi, p_date_long) AS u(place, param, lo, hi,
      long);
  END IF;
  IF cardinality(p_quantity_of) > 0 THEN
    INSERT INTO record_quantity (clinic_id, id, param, system, code, unit, lo, hi, canonical, base_lo, base_hi)
      SELECT v_clinic, p_id[u.place], u.param, u.system, u.code, u.unit, u.lo, u.hi, u.canonical, u.base_lo,
      u.base_hi FROM unnest(p_quantity_of, p_quantity_param, p_quantity_system, p_quantity_code, p_quantity_unit,
      p_quantity_lo, p_quantity_hi, p_quantity_canonical, p_quantity_base_lo, p_quantity_base_hi) AS u(place, param,
      system, code, unit, lo, hi, canonical, base_lo, base_hi);
  END IF;
  IF cardinality(p_reference_of) > 0 THEN
    INSERT INTO record_reference (clinic_id, id, at, param, target_type, target_id) SELECT v_clinic, p_id[u.place],
      p_at[u.place], u.param, u.target_type, u.target_id FROM unnest(p_reference_of, p_reference_param,
      p_reference_type, p_reference_id) AS u(place, param, target_type, target_id);
  END IF;
  IF cardinality(p_uri_of) > 0 THEN
    INSERT INTO record_uri (clinic_id, id, param, value) SELECT v_clinic, p_id[u.place], u.param, u.value FROM
      unnest(p_uri_of, p_uri_param, p_uri_value) AS u(place, param, value);
  END IF;
END $$;
