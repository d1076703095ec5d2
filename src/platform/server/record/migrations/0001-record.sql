-- The record: one row a resource with the text that was sent, superseded versions apart, and search rows of
-- leakproof types only, since row-level security lets no other operator use an index.

CREATE TABLE record_resource (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  updated_at timestamptz NOT NULL,
  -- compartment: whose record it belongs to, where it belongs to one patient
  patient_id text COLLATE "C",
  deleted boolean NOT NULL DEFAULT false,
  content text NOT NULL,
  PRIMARY KEY (clinic_id, type, id)
);
CREATE INDEX record_resource_updated ON record_resource (clinic_id, type, updated_at, id);
CREATE INDEX record_resource_patient ON record_resource (clinic_id, patient_id, type, updated_at)
  WHERE patient_id IS NOT NULL;
SELECT serambi_protect('record_resource');

CREATE TABLE record_history (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  updated_at timestamptz NOT NULL,
  patient_id text COLLATE "C",
  deleted boolean NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (clinic_id, type, id, version)
);
COMMENT ON TABLE record_history IS '@append-only';
SELECT serambi_protect('record_history');

-- Each primary key is the search path itself; the second index finds a resource's rows when it is written anew.
CREATE TABLE record_token (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  system text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, type, param, code, system, id)
);
CREATE INDEX record_token_of ON record_token (clinic_id, type, id);
SELECT serambi_protect('record_token');

CREATE TABLE record_string (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  folded text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, type, param, folded, id)
);
CREATE INDEX record_string_of ON record_string (clinic_id, type, id);
SELECT serambi_protect('record_string');

CREATE TABLE record_date (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  lo timestamptz NOT NULL,
  hi timestamptz NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, type, param, lo, hi, id)
);
CREATE INDEX record_date_of ON record_date (clinic_id, type, id);
SELECT serambi_protect('record_date');

CREATE TABLE record_quantity (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  system text COLLATE "C" NOT NULL,
  lo float8 NOT NULL,
  hi float8 NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, type, param, lo, hi, code, system, id)
);
CREATE INDEX record_quantity_of ON record_quantity (clinic_id, type, id);
SELECT serambi_protect('record_quantity');

CREATE TABLE record_reference (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, type, param, target_id, target_type, id)
);
CREATE INDEX record_reference_of ON record_reference (clinic_id, type, id);
SELECT serambi_protect('record_reference');

CREATE TABLE record_uri (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  type text COLLATE "C" NOT NULL,
  param text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, type, param, value, id)
);
CREATE INDEX record_uri_of ON record_uri (clinic_id, type, id);
SELECT serambi_protect('record_uri');

-- One round trip for a write: lock, keep the superseded version, store, index. The version number is known only
-- here, so the text comes in two halves that meet around it. `p_expected`: null = any, 0 = must be new.
-- Raises SR412 (another version stands) and 40001 (two creators of one id: the loser runs again as an update).
CREATE FUNCTION record_write(
  p_type text, p_id text, p_head text, p_tail text, p_updated timestamptz, p_patient text, p_deleted boolean,
  p_expected integer,
  p_token_param text[], p_token_system text[], p_token_code text[],
  p_string_param text[], p_string_folded text[],
  p_date_param text[], p_date_lo timestamptz[], p_date_hi timestamptz[],
  p_quantity_param text[], p_quantity_system text[], p_quantity_code text[], p_quantity_lo float8[], p_quantity_hi float8[],
  p_reference_param text[], p_reference_type text[], p_reference_id text[],
  p_uri_param text[], p_uri_value text[]
) RETURNS TABLE (new_version integer, before text, before_deleted boolean)
LANGUAGE plpgsql AS $$
DECLARE
  v_clinic uuid := serambi_clinic();
  v_now record_resource%ROWTYPE;
BEGIN
  SELECT * INTO v_now FROM record_resource r
    WHERE r.clinic_id = v_clinic AND r.type = p_type AND r.id = p_id FOR UPDATE;
  IF FOUND THEN
    IF p_expected IS NOT NULL AND p_expected <> (CASE WHEN v_now.deleted THEN 0 ELSE v_now.version END) THEN
      RAISE EXCEPTION 'another version stands' USING ERRCODE = 'SR412';
    END IF;
    INSERT INTO record_history VALUES (v_clinic, p_type, p_id, v_now.version, v_now.updated_at, v_now.patient_id,
      v_now.deleted, v_now.content);
    UPDATE record_resource r SET version = v_now.version + 1, updated_at = p_updated, patient_id = p_patient,
      deleted = p_deleted, content = p_head || (v_now.version + 1) || p_tail
      WHERE r.clinic_id = v_clinic AND r.type = p_type AND r.id = p_id;
    DELETE FROM record_token t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_string t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_date t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_quantity t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_reference t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    DELETE FROM record_uri t WHERE t.clinic_id = v_clinic AND t.type = p_type AND t.id = p_id;
    new_version := v_now.version + 1; before := v_now.content; before_deleted := v_now.deleted;
  ELSE
    IF p_expected > 0 THEN
      RAISE EXCEPTION 'no such version' USING ERRCODE = 'SR412';
    END IF;
    BEGIN
      INSERT INTO record_resource VALUES (v_clinic, p_type, p_id, 1, p_updated, p_patient, p_deleted,
        p_head || 1 || p_tail);
    EXCEPTION WHEN unique_violation THEN
      RAISE EXCEPTION 'created meanwhile' USING ERRCODE = '40001';
    END;
    new_version := 1; before := NULL; before_deleted := false;
  END IF;
  INSERT INTO record_token SELECT v_clinic, p_type, u.param, u.code, u.system, p_id
    FROM unnest(p_token_param, p_token_system, p_token_code) AS u(param, system, code) ON CONFLICT DO NOTHING;
  INSERT INTO record_string SELECT v_clinic, p_type, u.param, u.folded, p_id
    FROM unnest(p_string_param, p_string_folded) AS u(param, folded) ON CONFLICT DO NOTHING;
  INSERT INTO record_date SELECT v_clinic, p_type, u.param, u.lo, u.hi, p_id
    FROM unnest(p_date_param, p_date_lo, p_date_hi) AS u(param, lo, hi) ON CONFLICT DO NOTHING;
  INSERT INTO record_quantity SELECT v_clinic, p_type, u.param, u.code, u.system, u.lo, u.hi, p_id
    FROM unnest(p_quantity_param, p_quantity_system, p_quantity_code, p_quantity_lo, p_quantity_hi)
      AS u(param, system, code, lo, hi) ON CONFLICT DO NOTHING;
  INSERT INTO record_reference SELECT v_clinic, p_type, u.param, u.target_id, u.target_type, p_id
    FROM unnest(p_reference_param, p_reference_type, p_reference_id) AS u(param, target_type, target_id)
    ON CONFLICT DO NOTHING;
  INSERT INTO record_uri SELECT v_clinic, p_type, u.param, u.value, p_id
    FROM unnest(p_uri_param, p_uri_value) AS u(param, value) ON CONFLICT DO NOTHING;
  RETURN NEXT;
END $$;
