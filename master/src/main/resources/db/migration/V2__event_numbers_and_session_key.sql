-- Each account's events are numbered from 1, without a gap, so that a client sees what it has missed. What settled before
-- is numbered in the order in which it settled.
ALTER TABLE settlement ADD COLUMN event_number BIGINT;
ALTER TABLE settlement DISABLE TRIGGER append_only;
UPDATE settlement SET event_number = numbered.event_number
FROM (
    SELECT account_id, transaction_id,
        row_number() OVER (PARTITION BY account_id ORDER BY settled_at, transaction_id) AS event_number
    FROM settlement
) AS numbered
WHERE settlement.account_id = numbered.account_id AND settlement.transaction_id = numbered.transaction_id;
ALTER TABLE settlement ENABLE TRIGGER append_only;
ALTER TABLE settlement
    ALTER COLUMN event_number SET NOT NULL,
    ADD CONSTRAINT settlement_event_number UNIQUE (account_id, event_number),
    ADD CONSTRAINT settlement_event_counted CHECK (event_number > 0);

-- The secret by which session ids are told from made-up ones, the same on every master of this database. Ids that were made
-- before carry no check: whoever has one logs in again.
CREATE TABLE session_key (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    key      BYTEA NOT NULL CHECK (octet_length(key) = 32)
);
