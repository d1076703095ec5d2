-- A visit of several services, one after the other: the types in order and how long each was booked for. Empty where it
-- is of one, which is nearly always.
ALTER TABLE scheduling_visit
  ADD COLUMN part_codes text[] NOT NULL DEFAULT '{}',
  ADD COLUMN part_minutes integer[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT scheduling_visit_parts
    CHECK (cardinality(part_codes) = cardinality(part_minutes) AND cardinality(part_codes) <> 1);

-- Each part keeps its own assistant, room and equipment, so the same one may serve two parts that are not beside each
-- other. That nothing is held twice at once is the other constraint's.
ALTER TABLE scheduling_booking
  DROP CONSTRAINT scheduling_booking_clinic_id_appointment_id_resource_kind_r_key,
  DROP CONSTRAINT scheduling_booking_clinic_id_hold_id_resource_kind_resource_key,
  ADD UNIQUE (clinic_id, appointment_id, resource_kind, resource_id, starts_at),
  ADD UNIQUE (clinic_id, hold_id, resource_kind, resource_id, starts_at);
