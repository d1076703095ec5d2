-- The search rows of one resource are found by its id, which stands first. An index that begins with clinic and type
-- looks like a search path to a planner that has no statistics yet, and joining along it reads every row of the type
-- once for every other.
DROP INDEX record_token_of;
DROP INDEX record_string_of;
DROP INDEX record_date_of;
DROP INDEX record_quantity_of;
DROP INDEX record_reference_of;
DROP INDEX record_uri_of;
CREATE INDEX record_token_of ON record_token (id, type, clinic_id);
CREATE INDEX record_string_of ON record_string (id, type, clinic_id);
CREATE INDEX record_date_of ON record_date (id, type, clinic_id);
CREATE INDEX record_quantity_of ON record_quantity (id, type, clinic_id);
CREATE INDEX record_reference_of ON record_reference (id, type, clinic_id);
CREATE INDEX record_uri_of ON record_uri (id, type, clinic_id);
