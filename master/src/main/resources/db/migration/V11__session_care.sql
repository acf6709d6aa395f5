-- Sessions say when and where they began, and when they were used last. Those of before count from now.
ALTER TABLE session
    ADD COLUMN begun_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    ADD COLUMN used_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    ADD COLUMN worker_uuid UUID;
ALTER TABLE session
    ALTER COLUMN begun_at DROP DEFAULT,
    ALTER COLUMN used_at DROP DEFAULT;
CREATE INDEX session_use ON session (used_at) WHERE is_active;

-- A deleted account keeps its number, which its portfolio and the audit trail go by, and loses its name and email.
ALTER TABLE account
    ADD COLUMN is_public BOOLEAN NOT NULL DEFAULT TRUE,
    ADD COLUMN deleted_at TIMESTAMPTZ(3),
    ADD CONSTRAINT account_deleted CHECK (deleted_at IS NULL OR (pass_hash IS NULL AND NOT is_enabled AND NOT is_public));
