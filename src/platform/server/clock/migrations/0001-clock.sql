-- Where each machine's steady clock stood when it was last looked at, so that a restart goes on counting and does not
-- begin at what the computer's clock happens to show. `jumps` are the last settings of that clock that were noticed.
CREATE TABLE platform_clock (
  machine text COLLATE "C" PRIMARY KEY,
  -- One run of the operating system; `uptime_ms` counts since its start, sleep included.
  boot text COLLATE "C" NOT NULL,
  uptime_ms bigint NOT NULL,
  steady_at timestamptz NOT NULL,
  shown_at timestamptz NOT NULL,
  jumps jsonb NOT NULL DEFAULT '[]'
);
COMMENT ON TABLE platform_clock IS '@functions-only';

-- The row of this run, or else of this machine (a container has another name at each start).
CREATE FUNCTION platform_clock_read(p_machine text, p_boot text)
RETURNS TABLE (same_boot boolean, uptime_ms bigint, steady_at timestamptz, shown_at timestamptz, jumps jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ SELECT c.boot = p_boot, c.uptime_ms, c.steady_at, c.shown_at, c.jumps FROM platform_clock c
   WHERE c.boot = p_boot OR c.machine = p_machine ORDER BY c.boot = p_boot DESC, c.uptime_ms DESC LIMIT 1 $$;

CREATE FUNCTION platform_clock_keep(p_machine text, p_boot text, p_uptime_ms bigint, p_steady timestamptz,
  p_shown timestamptz, p_jumps jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$ INSERT INTO platform_clock (machine, boot, uptime_ms, steady_at, shown_at, jumps)
   VALUES (p_machine, p_boot, p_uptime_ms, p_steady, p_shown, p_jumps)
   ON CONFLICT (machine) DO UPDATE SET boot = p_boot, uptime_ms = p_uptime_ms, steady_at = p_steady,
     shown_at = p_shown, jumps = p_jumps $$;
