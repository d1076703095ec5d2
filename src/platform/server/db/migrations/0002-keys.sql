-- Which keys, that lie outside of the database, the processes on it work with: by the first bytes of their hash, which
-- tell nothing about a key. Two processes with different keys would take each other's audit rows for forged.
CREATE TABLE platform_key (
  name text COLLATE "C" PRIMARY KEY,
  key_id text COLLATE "C" NOT NULL
);
COMMENT ON TABLE platform_key IS 'Which keys are in use, none of them. @functions-only';

-- The first process says which key it is, and so does one that has changed it and still holds the one before. Answers
-- which key holds.
CREATE FUNCTION platform_key_hold(p_name text, p_key_id text, p_before text[]) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ INSERT INTO platform_key AS k (name, key_id) VALUES (p_name, p_key_id)
   ON CONFLICT (name) DO UPDATE SET key_id = CASE WHEN k.key_id = ANY (p_before) THEN excluded.key_id ELSE k.key_id END
   RETURNING key_id $$;
