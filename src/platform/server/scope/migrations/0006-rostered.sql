-- For which stretches the roster is known to all: outside of these nobody's being away can be read from it.
CREATE TABLE scope_rostered (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  from_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL CHECK (until_at > from_at),
  PRIMARY KEY (clinic_id, from_at)
);
SELECT serambi_protect('scope_rostered');
