-- Two charts of one person that were joined. `choices` says of each field which chart's value stands, with both values.
CREATE TABLE merging_merge (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  survivor_id text COLLATE "C" NOT NULL,
  other_id text COLLATE "C" NOT NULL CHECK (other_id <> survivor_id),
  reason text NOT NULL,
  -- what spoke against it, as codes
  warnings text[] NOT NULL,
  choices jsonb NOT NULL,
  -- both Patient resources before and after it
  survivor_from integer NOT NULL,
  survivor_to integer NOT NULL,
  other_from integer NOT NULL,
  merged_at timestamptz NOT NULL,
  merged_by text NOT NULL,
  undone_at timestamptz,
  undone_by text,
  undo_reason text,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, survivor_id) REFERENCES records_patient (clinic_id, patient_id),
  FOREIGN KEY (clinic_id, other_id) REFERENCES records_patient (clinic_id, patient_id),
  CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
);
-- a chart is joined with one other at a time
CREATE UNIQUE INDEX merging_merge_standing ON merging_merge (clinic_id, other_id) WHERE undone_at IS NULL;
CREATE INDEX merging_merge_survivor ON merging_merge (clinic_id, survivor_id, merged_at);
SELECT serambi_protect('merging_merge');

-- Where each item came from: a resource of the record, or a row of a duty's own table. Taken back by it and by nothing else.
CREATE TABLE merging_item (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  merge_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('resource', 'row')),
  -- resource type or table
  source text COLLATE "C" NOT NULL,
  -- id, or the row's key as JSON
  item text COLLATE "C" NOT NULL,
  from_version integer,
  to_version integer,
  -- references that were changed, with what they said; a row's numbers that were changed
  was jsonb NOT NULL,
  PRIMARY KEY (clinic_id, merge_id, source, item),
  FOREIGN KEY (clinic_id, merge_id) REFERENCES merging_merge,
  CHECK ((kind = 'resource') = (from_version IS NOT NULL AND to_version IS NOT NULL))
);
COMMENT ON TABLE merging_item IS '@append-only';
SELECT serambi_protect('merging_item');

-- United lists that somebody must look through before they are relied on.
CREATE TABLE merging_reconcile (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  merge_id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  what text COLLATE "C" NOT NULL CHECK (what IN ('allergies', 'medicines')),
  opened_at timestamptz NOT NULL,
  done_at timestamptz,
  done_by text,
  PRIMARY KEY (clinic_id, merge_id, what),
  FOREIGN KEY (clinic_id, merge_id) REFERENCES merging_merge,
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient
);
CREATE INDEX merging_reconcile_open ON merging_reconcile (clinic_id, patient_id) WHERE done_at IS NULL;
SELECT serambi_protect('merging_reconcile');

-- What people said of a pair on the list of look-alikes.
CREATE TABLE merging_pair (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  other_id text COLLATE "C" NOT NULL CHECK (patient_id < other_id),
  reported_at timestamptz,
  reported_by text,
  report text,
  assignee_id uuid,
  assignee_name text,
  looked_at timestamptz,
  looked_by text,
  PRIMARY KEY (clinic_id, patient_id, other_id),
  FOREIGN KEY (clinic_id, patient_id, other_id) REFERENCES records_look_alike ON DELETE CASCADE
);
SELECT serambi_protect('merging_pair');

-- How far the nightly search came: charts in the order in which they were last changed.
CREATE TABLE merging_search (
  clinic_id uuid NOT NULL REFERENCES platform_clinic PRIMARY KEY,
  changed_at timestamptz NOT NULL,
  patient_id text COLLATE "C" NOT NULL
);
SELECT serambi_protect('merging_search');

-- Name alerts set by hand: these two are taken for each other. The pair is unordered, so the smaller id stands first.
CREATE TABLE merging_name_alert (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  patient_id text COLLATE "C" NOT NULL,
  other_id text COLLATE "C" NOT NULL CHECK (patient_id < other_id),
  note text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (clinic_id, patient_id, other_id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient (clinic_id, patient_id) ON DELETE CASCADE,
  FOREIGN KEY (clinic_id, other_id) REFERENCES records_patient (clinic_id, patient_id) ON DELETE CASCADE
);
CREATE INDEX merging_name_alert_other ON merging_name_alert (clinic_id, other_id);
SELECT serambi_protect('merging_name_alert');

-- Somebody else's data in a chart: reported, moved item by item, or found to be right after all.
CREATE TABLE merging_overlay (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  what text NOT NULL CHECK (what <> ''),
  reported_at timestamptz NOT NULL,
  reported_by text NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'moved', 'right')),
  right_id text COLLATE "C",
  decided_at timestamptz,
  decided_by text,
  reason text,
  told integer NOT NULL DEFAULT 0,
  PRIMARY KEY (clinic_id, id),
  FOREIGN KEY (clinic_id, patient_id) REFERENCES records_patient,
  FOREIGN KEY (clinic_id, right_id) REFERENCES records_patient,
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((state = 'moved') = (right_id IS NOT NULL))
);
CREATE INDEX merging_overlay_patient ON merging_overlay (clinic_id, patient_id);
CREATE INDEX merging_overlay_right ON merging_overlay (clinic_id, right_id);
SELECT serambi_protect('merging_overlay');

-- Each item that was moved: entered in error where it was, and as what it stands in the right chart.
CREATE TABLE merging_overlay_item (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  overlay_id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  wrong_id text COLLATE "C" NOT NULL,
  copy_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (clinic_id, overlay_id, type, wrong_id),
  FOREIGN KEY (clinic_id, overlay_id) REFERENCES merging_overlay
);
COMMENT ON TABLE merging_overlay_item IS '@append-only';
SELECT serambi_protect('merging_overlay_item');

-- The acts of this duty, beside those with which the templates of today have them.
SELECT scope_give_later(ARRAY[
  ['merging.read', 'amendments.read'],
  ['merging.report', 'records.edit'],
  ['merging.report', 'records.recordAllergy'],
  ['merging.reconcile', 'intake.coSign'],
  ['merging.merge', 'records.mergeReview'],
  ['merging.overlay', 'records.mergeReview']
]);
