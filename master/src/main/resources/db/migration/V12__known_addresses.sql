-- Where accounts were logged into from: tries from there are not held back by what others do wrong elsewhere. An IPv6 address is
-- its /64. The master keeps 20 an account, for 90 days.
CREATE TABLE known_address (
    account_id BIGINT NOT NULL REFERENCES account ON DELETE CASCADE,
    block      TEXT NOT NULL CHECK (length(block) BETWEEN 1 AND 50),
    last_login TIMESTAMPTZ(3) NOT NULL,
    PRIMARY KEY (account_id, block)
);
CREATE INDEX known_address_age ON known_address (last_login);
