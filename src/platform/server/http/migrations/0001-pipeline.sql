-- An answer kept under the key of its request, in the transaction of its effect: a retry gets the same answer.
CREATE TABLE platform_idempotency (
  clinic_id uuid NOT NULL REFERENCES platform_clinic,
  actor_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  verb text COLLATE "C" NOT NULL,
  input_hash text COLLATE "C" NOT NULL,
  answer text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (clinic_id, actor_id, key)
);
CREATE INDEX platform_idempotency_age ON platform_idempotency (clinic_id, created_at);
SELECT serambi_protect('platform_idempotency');
