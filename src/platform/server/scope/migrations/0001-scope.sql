-- Job descriptions: which acts a role holds, as `slice.act` or `slice.*`. Few and small, read as a whole.
CREATE TABLE scope_role (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  role text COLLATE "C" NOT NULL CHECK (role ~ '^[a-z][A-Za-z0-9]{0,59}$'),
  label_en text NOT NULL CHECK (label_en <> ''),
  label_id text NOT NULL CHECK (label_id <> ''),
  actions text[] NOT NULL DEFAULT '{}',
  -- What its holder enters stays preliminary until somebody co-signs it.
  preliminary boolean NOT NULL DEFAULT false,
  -- Which country's template it was made from, for the notice when that template changes.
  country_template text,
  PRIMARY KEY (clinic_id, role)
);
SELECT serambi_protect('scope_role');
