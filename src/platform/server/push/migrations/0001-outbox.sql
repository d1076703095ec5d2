-- Events that left a transaction: written with its effect, read after commit by every process's relay, which must
-- see all clinics. So this table is on the list of exceptions: it holds ids and event names, never patient data,
-- and the app role reaches it only through the functions below.
CREATE TABLE platform_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  event text COLLATE "C" NOT NULL,
  payload text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE platform_outbox IS '@functions-only';

CREATE FUNCTION platform_outbox_put(p_events text[], p_payloads text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ INSERT INTO platform_outbox (clinic_id, event, payload)
   SELECT serambi_clinic(), u.event, u.payload FROM unnest(p_events, p_payloads) AS u(event, payload) $$;

CREATE FUNCTION platform_outbox_after(p_after bigint, p_limit integer)
RETURNS TABLE (id bigint, clinic_id uuid, event text, payload text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT o.id, o.clinic_id, o.event, o.payload, o.at FROM platform_outbox o WHERE o.id > p_after ORDER BY o.id LIMIT p_limit $$;

CREATE FUNCTION platform_outbox_head() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ SELECT coalesce(max(o.id), 0) FROM platform_outbox o $$;

CREATE FUNCTION platform_outbox_forget(p_before timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS
$$ DELETE FROM platform_outbox WHERE id IN (SELECT id FROM platform_outbox WHERE at < p_before ORDER BY id LIMIT 10000) $$;
