-- Who may run the network, beside who has the file admin-token. A token is known by its hash alone.
CREATE TABLE operator (
    name       VARCHAR(63) PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9_.-]*$'),
    role       TEXT NOT NULL CHECK (role IN ('READ', 'CLASS', 'ALL')),
    token_hash BYTEA NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    added_at   TIMESTAMPTZ(3) NOT NULL
);
