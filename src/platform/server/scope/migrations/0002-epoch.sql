-- What a job description allows is part of what a caller is judged by.
CREATE CONSTRAINT TRIGGER scope_role_changed AFTER INSERT OR UPDATE OR DELETE ON scope_role
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION platform_count_change();
