-- Devices that accounts were logged in on: a login from one of them is not held back by what others do wrong. The
-- master keeps the SHA-256 of what a device shows, 20 an account, for 90 days. Each was remembered by a session of its
-- own, which may be over since.
CREATE TABLE known_device (
    account_id   BIGINT NOT NULL REFERENCES account ON DELETE CASCADE,
    device_hash  BYTEA NOT NULL CHECK (length(device_hash) = 32),
    session_hash BYTEA NOT NULL UNIQUE CHECK (length(session_hash) = 32),
    last_login   TIMESTAMPTZ(3) NOT NULL,
    PRIMARY KEY (account_id, device_hash)
);
CREATE INDEX known_device_age ON known_device (last_login);
