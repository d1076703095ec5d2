-- That somebody goes on using her session changes nothing.
CREATE CONSTRAINT TRIGGER identity_session_changed AFTER UPDATE ON identity_session DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.token_hash, OLD.staff_id, OLD.idle_minutes, OLD.absolute_until, OLD.locked_at, OLD.ended_at)
    IS DISTINCT FROM (NEW.token_hash, NEW.staff_id, NEW.idle_minutes, NEW.absolute_until, NEW.locked_at, NEW.ended_at))
  EXECUTE FUNCTION platform_count_change();
CREATE CONSTRAINT TRIGGER identity_token_changed AFTER UPDATE ON identity_token DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.token_hash, OLD.staff_id, OLD.client_id, OLD.scopes, OLD.expires_at, OLD.ended_at)
    IS DISTINCT FROM (NEW.token_hash, NEW.staff_id, NEW.client_id, NEW.scopes, NEW.expires_at, NEW.ended_at))
  EXECUTE FUNCTION platform_count_change();
CREATE CONSTRAINT TRIGGER identity_session_gone AFTER DELETE ON identity_session DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION platform_count_change();
CREATE CONSTRAINT TRIGGER identity_token_gone AFTER DELETE ON identity_token DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION platform_count_change();
CREATE CONSTRAINT TRIGGER identity_staff_changed AFTER UPDATE OR DELETE ON identity_staff DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION platform_count_change();
CREATE CONSTRAINT TRIGGER identity_client_changed AFTER UPDATE OR DELETE ON identity_client
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION platform_count_change();

-- `identity_authenticate` with the count. It is read first: what changes while the rest is read makes the answer one
-- that is asked for again, never one that is trusted too long.
CREATE FUNCTION identity_authenticate_now(p_token bytea, p_bearer boolean, p_touch boolean, p_now timestamptz)
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_epoch bigint;
BEGIN
  SELECT e.epoch INTO v_epoch FROM platform_epoch e WHERE e.clinic_id = coalesce(
    (SELECT s.clinic_id FROM identity_session s WHERE s.token_hash = p_token),
    (SELECT t.clinic_id FROM identity_token t WHERE t.token_hash = p_token));
  RETURN identity_authenticate(p_token, p_bearer, p_touch, p_now)
    || jsonb_build_object('epoch', coalesce(v_epoch, 0)::text);
END
$$;
