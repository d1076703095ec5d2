-- Papers that patients were given by a link, with the number of the printing that each was. The secret of the link is in no table.
CREATE TABLE sending_paper (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  paper_id uuid NOT NULL,
  copy_number integer NOT NULL CHECK (copy_number > 0),
  title text NOT NULL,
  language text COLLATE "C" NOT NULL CHECK (language IN ('en', 'id')),
  way text COLLATE "C" NOT NULL CHECK (way IN ('email', 'text', 'hand', 'code')),
  -- Empty for a code that was read at the desk.
  address text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'sent', 'delivered', 'unclear', 'failed', 'handed')),
  -- Why it failed.
  code text COLLATE "C",
  sent_at timestamptz NOT NULL,
  sent_by text NOT NULL,
  -- Who may hand its link over: to anybody else it would be a way to what she has not sent herself.
  sent_by_id text COLLATE "C" NOT NULL,
  -- The line in the log of what left the clinic, which is taken back where nothing did.
  disclosure_id uuid NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > sent_at),
  misses integer NOT NULL DEFAULT 0,
  openings integer NOT NULL DEFAULT 0,
  first_opened_at timestamptz,
  last_opened_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, paper_id) REFERENCES print_paper,
  CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
);
CREATE INDEX sending_paper_patient ON sending_paper (clinic_id, patient_id, sent_at);
-- Whether she has the paper by another way.
CREATE INDEX sending_paper_paper ON sending_paper (clinic_id, paper_id);
-- What the clinic's machines are at, by the minute.
CREATE INDEX sending_paper_state ON sending_paper (clinic_id, state, sent_at);
SELECT serambi_protect('sending_paper');

-- The acts of this duty, beside those with which the templates of today have them.
SELECT scope_give_later(ARRAY[
  ['sending.read', 'letters.read'],
  ['sending.send', 'letters.print']
], or_preliminary => true);
