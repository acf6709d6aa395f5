-- Who a third party says that somebody is. Its issuer and the subject name a person, whatever the operator calls the third
-- party: one account each. Of each third party an account has one login.
CREATE TABLE external_login (
    issuer     VARCHAR(256) NOT NULL,
    subject    VARCHAR(255) NOT NULL,
    provider   VARCHAR(32) NOT NULL CHECK (provider ~ '^[a-z0-9-]{1,32}$'),
    account_id BIGINT NOT NULL REFERENCES account ON DELETE CASCADE,
    linked_at  TIMESTAMPTZ(3) NOT NULL,
    PRIMARY KEY (issuer, subject),
    UNIQUE (account_id, provider)
);

-- Tokens that have done what they were for, until they expire: none does anything twice.
CREATE TABLE used_nonce (
    digest     BYTEA PRIMARY KEY CHECK (octet_length(digest) = 32),
    expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX used_nonce_expiry ON used_nonce (expires_at);
