-- Who did what, about whom, from where and when: written with the act itself, and never edited.
CREATE TABLE audit (
    audit_id        BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    acted_at        TIMESTAMPTZ(3) NOT NULL,
    act             VARCHAR(40) NOT NULL CHECK (act ~ '^[A-Z_]+$'),
    actor_kind      TEXT NOT NULL CHECK (actor_kind IN ('ACCOUNT', 'OPERATOR', 'WORKER', 'MASTER', 'NOBODY')),
    actor_account   BIGINT REFERENCES account CHECK ((actor_kind = 'ACCOUNT') = (actor_account IS NOT NULL)),
    actor_name      VARCHAR(63) NOT NULL,
    subject_kind    TEXT NOT NULL CHECK (subject_kind IN ('ACCOUNT', 'OPERATOR', 'WORKER', 'MASTER', 'NOBODY')),
    subject_account BIGINT REFERENCES account CHECK ((subject_kind = 'ACCOUNT') = (subject_account IS NOT NULL)),
    subject_name    VARCHAR(63) NOT NULL,
    -- The worker that says so, and the address that it names; an operator's address has no worker.
    worker_uuid     UUID,
    client_address  INET,
    -- Failures are summed up.
    times           BIGINT NOT NULL CHECK (times > 0),
    detail          VARCHAR(200) NOT NULL
);
CREATE INDEX audit_actor ON audit (actor_account, audit_id) WHERE actor_account IS NOT NULL;
CREATE INDEX audit_subject ON audit (subject_account, audit_id) WHERE subject_account IS NOT NULL;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
