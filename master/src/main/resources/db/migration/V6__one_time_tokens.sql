-- An account that an operator made for somebody without an address has none.
ALTER TABLE account ALTER COLUMN email DROP NOT NULL;

-- Secrets that let their holder do one thing once, by their hash. A row is deleted when it is used, or when the account's password
-- or address changes; one that is too old stays for a while, to count how many were mailed.
CREATE TABLE one_time_token (
    token_hash BYTEA PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    purpose    TEXT NOT NULL CHECK (purpose IN ('RESET', 'FIRST_PASSWORD', 'CONFIRM_EMAIL', 'INVITATION')),
    account_id BIGINT REFERENCES account ON DELETE CASCADE CHECK ((account_id IS NULL) = (purpose = 'INVITATION')),
    -- The address that it was mailed to; NULL where an operator handed it over.
    email      VARCHAR(321) CHECK (email IS NOT NULL OR purpose <> 'CONFIRM_EMAIL'),
    made_at    TIMESTAMPTZ(3) NOT NULL,
    expires_at TIMESTAMPTZ(3) NOT NULL CHECK (expires_at > made_at)
);
CREATE INDEX one_time_token_account ON one_time_token (account_id);
CREATE INDEX one_time_token_expiry ON one_time_token (expires_at);
