-- Amounts are NUMERIC with 8 decimals; Java counts whole units of 10^-8. These two are the only bridge.
CREATE FUNCTION units(amount NUMERIC) RETURNS BIGINT
    LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
    RETURN (amount * 100000000)::BIGINT;

CREATE FUNCTION amount(units BIGINT) RETURNS NUMERIC
    LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
    RETURN units * 0.00000001;

-- One master writes. Each that takes over makes the epoch grow; a write of an older epoch is refused.
CREATE TABLE master_epoch (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    epoch    BIGINT NOT NULL
);
INSERT INTO master_epoch (epoch) VALUES (0);

CREATE TABLE account (
    account_id   BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_name    VARCHAR(24) NOT NULL CHECK (user_name ~ '^[A-Za-z0-9_.-]{1,24}$'),
    email        VARCHAR(321) NOT NULL,
    -- NULL: the account has no password and is logged into through a third party.
    pass_hash    TEXT,
    member_since TIMESTAMPTZ(3) NOT NULL,
    is_enabled   BOOLEAN NOT NULL DEFAULT TRUE
);
CREATE UNIQUE INDEX account_user_name ON account (lower(user_name));
CREATE UNIQUE INDEX account_email ON account (lower(email));

CREATE TABLE session (
    session_hash   BYTEA PRIMARY KEY CHECK (octet_length(session_hash) = 32),
    account_id     BIGINT NOT NULL REFERENCES account,
    expires_at     TIMESTAMPTZ(3) NOT NULL,
    client_address INET,
    is_active      BOOLEAN NOT NULL DEFAULT TRUE
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE worker (
    worker_uuid    UUID PRIMARY KEY,
    name           VARCHAR(63) NOT NULL UNIQUE,
    public_key     TEXT NOT NULL,
    fingerprint    VARCHAR(64) NOT NULL,
    allowed        TEXT[] NOT NULL CHECK (cardinality(allowed) > 0),
    public_address TEXT NOT NULL,
    is_enabled     BOOLEAN NOT NULL DEFAULT TRUE,
    registered_at  TIMESTAMPTZ(3) NOT NULL
);

CREATE TABLE asset_value (
    symbol     VARCHAR(24) NOT NULL,
    value_time TIMESTAMPTZ(3) NOT NULL,
    open       NUMERIC NOT NULL CHECK (open >= 0),
    high       NUMERIC NOT NULL CHECK (high >= 0),
    low        NUMERIC NOT NULL CHECK (low >= 0),
    close      NUMERIC NOT NULL CHECK (close > 0),
    volume     NUMERIC NOT NULL CHECK (volume >= 0),
    source     TEXT NOT NULL,
    PRIMARY KEY (symbol, value_time)
);
CREATE INDEX asset_value_time ON asset_value (value_time);

-- Tables of accounts begin with the account, so that they can be spread by it.
CREATE TABLE balance (
    account_id BIGINT PRIMARY KEY REFERENCES account,
    cash       NUMERIC NOT NULL CHECK (cash >= 0),
    reserved   NUMERIC NOT NULL DEFAULT 0 CHECK (reserved >= 0 AND reserved <= cash)
);

CREATE TABLE holding (
    account_id BIGINT NOT NULL REFERENCES account,
    symbol     VARCHAR(24) NOT NULL,
    quantity   NUMERIC NOT NULL CHECK (quantity >= 0),
    reserved   NUMERIC NOT NULL DEFAULT 0 CHECK (reserved >= 0 AND reserved <= quantity),
    cost       NUMERIC NOT NULL CHECK (cost >= 0),
    PRIMARY KEY (account_id, symbol)
);

CREATE TABLE transaction (
    account_id        BIGINT NOT NULL REFERENCES account,
    transaction_id    UUID NOT NULL,
    side              TEXT NOT NULL CHECK (side IN ('BUY', 'SELL')),
    symbol            VARCHAR(24) NOT NULL,
    quantity          NUMERIC NOT NULL CHECK (quantity > 0),
    reserved_cash     NUMERIC NOT NULL CHECK (reserved_cash >= 0 AND (side = 'BUY' OR reserved_cash = 0)),
    placed_at         TIMESTAMPTZ(3) NOT NULL,
    worker_uuid       UUID NOT NULL,
    PRIMARY KEY (account_id, transaction_id)
);
CREATE INDEX transaction_history ON transaction (account_id, placed_at DESC, transaction_id);

-- The queue of specification 3.1.7: a row leaves it when its settlement is written.
CREATE TABLE queued_transaction (
    queue_number   BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    account_id     BIGINT NOT NULL,
    transaction_id UUID NOT NULL,
    PRIMARY KEY (account_id, transaction_id),
    FOREIGN KEY (account_id, transaction_id) REFERENCES transaction
);

-- Its key is the transaction's: nothing settles twice.
CREATE TABLE settlement (
    account_id     BIGINT NOT NULL,
    transaction_id UUID NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('SETTLED', 'REJECTED', 'CANCELLED')),
    settled_at     TIMESTAMPTZ(3) NOT NULL,
    price          NUMERIC,
    fee            NUMERIC NOT NULL DEFAULT 0 CHECK (fee >= 0),
    fee_rule       TEXT NOT NULL,
    value_time     TIMESTAMPTZ(3),
    value_source   TEXT NOT NULL DEFAULT '',
    reason         TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (account_id, transaction_id),
    FOREIGN KEY (account_id, transaction_id) REFERENCES transaction,
    CHECK ((state = 'SETTLED') = (reason = '')),
    CHECK (state <> 'SETTLED' OR (price IS NOT NULL AND value_time IS NOT NULL))
);

-- Every change of cash or holdings, with its counterpart: the entries of a posting sum to zero in each unit.
CREATE TABLE ledger_entry (
    account_id BIGINT NOT NULL REFERENCES account,
    posting_id UUID NOT NULL,
    book       TEXT NOT NULL CHECK (book IN ('CASH', 'HOLDING', 'MARKET', 'FEES', 'OPENING')),
    unit       VARCHAR(24) NOT NULL,
    amount     NUMERIC NOT NULL CHECK (amount <> 0),
    entered_at TIMESTAMPTZ(3) NOT NULL,
    PRIMARY KEY (account_id, posting_id, book, unit)
);

CREATE FUNCTION refuse_unbalanced_postings() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM entered GROUP BY account_id, posting_id, unit HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'ledger entries of a posting must sum to zero';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER postings_balance AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS entered
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_postings();

CREATE FUNCTION refuse_edit() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are appended, never edited', TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
