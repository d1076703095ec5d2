-- A question about a time that somebody else's duty asks a patient: whether she takes it. Its message goes the way of
-- all messages; her answer is an AppointmentResponse, and whoever asked says what came of it.
CREATE TABLE reminders_question (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  id uuid NOT NULL,
  appointment_id text COLLATE "C" NOT NULL,
  patient_id text COLLATE "C" NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Until when her answer counts.
  until timestamptz NOT NULL CHECK (until <= starts_at),
  -- A booking of hers that would move there.
  moves boolean NOT NULL,
  -- Where the desk goes on with it.
  screen text NOT NULL,
  asked_at timestamptz NOT NULL,
  outcome text COLLATE "C" CHECK (outcome IN ('booked', 'moved', 'declined', 'late', 'gone', 'busy', 'notice', 'over')),
  ended_at timestamptz,
  PRIMARY KEY (clinic_id, id),
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE INDEX reminders_question_patient ON reminders_question (clinic_id, patient_id, asked_at);
SELECT serambi_protect('reminders_question');

ALTER TABLE reminders_message
  ADD COLUMN question_id uuid,
  DROP CONSTRAINT reminders_message_kind_check,
  ADD CONSTRAINT reminders_message_kind_check
    CHECK (kind IN ('confirmation', 'reminder', 'moved', 'cancelled', 'offer')),
  ADD CONSTRAINT reminders_message_question CHECK ((kind = 'offer') = (question_id IS NOT NULL)),
  ADD FOREIGN KEY (clinic_id, question_id) REFERENCES reminders_question;

ALTER TABLE reminders_answer
  DROP CONSTRAINT reminders_answer_answer_check,
  ADD CONSTRAINT reminders_answer_answer_check
    CHECK (answer IN ('confirm', 'cancel', 'stop', 'unclear', 'accept', 'decline'));
