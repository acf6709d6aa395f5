-- What is held belongs to a portfolio, and an order moves once: from the open ones to the ended. The market holds in memory what
-- these tables say, so what is reserved follows from the open orders and is not written again.

-- One moment of all of it, whatever another master does meanwhile.
LOCK TABLE account, balance, holding, transaction, queued_transaction, settlement, ledger_entry, asset_value
    IN ACCESS EXCLUSIVE MODE;

CREATE TABLE portfolio (
    portfolio_id BIGINT PRIMARY KEY,
    account_id   BIGINT NOT NULL REFERENCES account,
    currency     VARCHAR(12) NOT NULL,
    opening_cash NUMERIC NOT NULL CHECK (opening_cash >= 0),
    opened_at    TIMESTAMPTZ(3) NOT NULL,
    cash         NUMERIC NOT NULL CHECK (cash >= 0),
    last_event   BIGINT NOT NULL DEFAULT 0 CHECK (last_event >= 0)
) WITH (fillfactor = 70);
CREATE INDEX portfolio_account ON portfolio (account_id);

-- An account's first portfolio has the account's number. Whoever began without cash and has not traded has no entry that says
-- the currency; it is the others'.
INSERT INTO portfolio (portfolio_id, account_id, currency, opening_cash, opened_at, cash, last_event)
SELECT account_id, account_id,
    coalesce(
        (SELECT unit FROM ledger_entry WHERE ledger_entry.account_id = account.account_id AND book = 'CASH' LIMIT 1),
        (SELECT unit FROM ledger_entry WHERE book = 'CASH' LIMIT 1),
        'USD'),
    coalesce((SELECT -amount FROM ledger_entry WHERE ledger_entry.account_id = account.account_id AND book = 'OPENING'), 0),
    member_since, cash,
    coalesce((SELECT max(event_number) FROM settlement WHERE settlement.account_id = account.account_id), 0)
FROM account JOIN balance USING (account_id);

ALTER TABLE holding RENAME TO old_holding;
ALTER TABLE old_holding RENAME CONSTRAINT holding_pkey TO old_holding_pkey;
CREATE TABLE holding (
    portfolio_id BIGINT NOT NULL REFERENCES portfolio,
    symbol       VARCHAR(24) NOT NULL,
    quantity     NUMERIC NOT NULL CHECK (quantity >= 0),
    cost         NUMERIC NOT NULL CHECK (cost >= 0),
    PRIMARY KEY (portfolio_id, symbol)
) WITH (fillfactor = 70);
INSERT INTO holding (portfolio_id, symbol, quantity, cost) SELECT account_id, symbol, quantity, cost FROM old_holding;

ALTER TABLE transaction RENAME TO old_transaction;
ALTER TABLE old_transaction RENAME CONSTRAINT transaction_pkey TO old_transaction_pkey;
DROP INDEX transaction_history;

-- Orders are numbered as they were accepted: those that have settled first, then the queue.
CREATE TEMPORARY TABLE numbered ON COMMIT DROP AS
SELECT account_id, transaction_id,
    row_number() OVER (ORDER BY queue_number NULLS FIRST, placed_at, account_id, transaction_id) AS order_number
FROM old_transaction LEFT JOIN queued_transaction USING (account_id, transaction_id);

-- One row per order that waits. The one writer keeps that an order is in one of the two tables; a foreign key would look it up
-- again for each.
CREATE TABLE open_order (
    portfolio_id   BIGINT NOT NULL,
    transaction_id UUID NOT NULL,
    order_number   BIGINT NOT NULL CHECK (order_number > 0),
    side           TEXT NOT NULL CHECK (side IN ('BUY', 'SELL')),
    symbol         VARCHAR(24) NOT NULL,
    quantity       NUMERIC NOT NULL CHECK (quantity > 0),
    terms          TEXT NOT NULL CHECK (terms IN ('AT_NEXT_VALUE', 'LIMIT', 'NEXT_VALUE_OR_NEVER')),
    price_limit    NUMERIC CHECK ((price_limit IS NULL) = (terms = 'AT_NEXT_VALUE')),
    reserved_cash  NUMERIC NOT NULL CHECK (reserved_cash >= 0 AND (side = 'BUY' OR reserved_cash = 0)),
    placed_at      TIMESTAMPTZ(3) NOT NULL,
    accepted_at    TIMESTAMPTZ(3) NOT NULL,
    worker_uuid    UUID NOT NULL,
    -- The worker's timestamp where it was too far from the master's clock, whose time is placed_at then.
    replaced_stamp TIMESTAMPTZ(3),
    PRIMARY KEY (portfolio_id, transaction_id)
);
INSERT INTO open_order (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, reserved_cash, placed_at,
    accepted_at, worker_uuid)
SELECT account_id, transaction_id, order_number, side, symbol, quantity, 'AT_NEXT_VALUE', reserved_cash, placed_at, placed_at,
    worker_uuid
FROM queued_transaction JOIN old_transaction USING (account_id, transaction_id) JOIN numbered USING (account_id, transaction_id);

-- An order that has ended, with all that explains it. A fill moves gross between cash and market, the quantity the other way, and
-- fee from cash to fees.
CREATE TABLE transaction (
    LIKE open_order INCLUDING CONSTRAINTS,
    -- The portfolio's endings are numbered from 1 without a gap, so that a client sees what it has missed.
    event_number   BIGINT NOT NULL CHECK (event_number > 0),
    ending         TEXT NOT NULL CHECK (ending IN ('FILLED', 'REJECTED', 'CANCELLED', 'EXPIRED', 'SET_ASIDE')),
    ended_at       TIMESTAMPTZ(3) NOT NULL,
    price          NUMERIC CHECK (price > 0),
    gross          NUMERIC CHECK (gross >= 0),
    fee            NUMERIC NOT NULL CHECK (fee >= 0),
    fee_rule       TEXT NOT NULL,
    fill_policy    TEXT NOT NULL,
    -- The value that it was looked at with, and the update that brought it.
    value          NUMERIC,
    value_time     TIMESTAMPTZ(3),
    value_source   TEXT NOT NULL,
    update_number  BIGINT NOT NULL,
    reason         TEXT NOT NULL,
    PRIMARY KEY (portfolio_id, transaction_id),
    CONSTRAINT transaction_event UNIQUE (portfolio_id, event_number),
    CHECK ((ending IN ('FILLED', 'CANCELLED')) = (reason = '')),
    CHECK ((ending = 'FILLED') = (price IS NOT NULL AND gross IS NOT NULL))
);
INSERT INTO transaction (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, reserved_cash, placed_at,
    accepted_at, worker_uuid, event_number, ending, ended_at, price, gross, fee, fee_rule, fill_policy, value, value_time,
    value_source, update_number, reason)
SELECT account_id, transaction_id, order_number, side, symbol, quantity, 'AT_NEXT_VALUE', reserved_cash, placed_at,
    placed_at, worker_uuid, event_number, CASE state WHEN 'SETTLED' THEN 'FILLED' ELSE state END, settled_at, price,
    CASE WHEN state = 'SETTLED' THEN coalesce((
        SELECT abs(amount)
        FROM ledger_entry JOIN portfolio ON portfolio.portfolio_id = ledger_entry.account_id AND unit = currency
        WHERE ledger_entry.account_id = settlement.account_id AND posting_id = settlement.transaction_id AND book = 'MARKET'), 0)
    END,
    fee, fee_rule, CASE WHEN state = 'SETTLED' THEN 'VALUE' ELSE '' END, price, value_time, value_source, 0, reason
FROM settlement JOIN old_transaction USING (account_id, transaction_id) JOIN numbered USING (account_id, transaction_id);
CREATE INDEX transaction_history ON transaction (portfolio_id, placed_at DESC, transaction_id);

-- Every order that was ever accepted.
CREATE VIEW history AS
SELECT portfolio_id, transaction_id, side, symbol, quantity, placed_at, 'OPEN' AS ending, NULL::TIMESTAMPTZ(3) AS ended_at,
    NULL::NUMERIC AS price, 0::NUMERIC AS fee, NULL::TIMESTAMPTZ(3) AS value_time, '' AS value_source, '' AS reason
FROM open_order
UNION ALL
SELECT portfolio_id, transaction_id, side, symbol, quantity, placed_at, ending, ended_at, price, fee, value_time, value_source,
    reason
FROM transaction;

-- Double entry: all that ever moved, with both its ends. An asset is never taken for a currency of the same name.
CREATE VIEW transfer AS
SELECT portfolio_id, 0 AS event_number, 'OPENING' AS debit, 'CASH' AS credit, 'CURRENCY' AS unit_kind, currency AS unit,
    opening_cash AS amount, opened_at AS moved_at
FROM portfolio
WHERE opening_cash > 0
UNION ALL
SELECT portfolio_id, event_number, CASE side WHEN 'BUY' THEN 'CASH' ELSE 'MARKET' END,
    CASE side WHEN 'BUY' THEN 'MARKET' ELSE 'CASH' END, 'CURRENCY', currency, gross, ended_at
FROM transaction JOIN portfolio USING (portfolio_id)
WHERE gross > 0
UNION ALL
SELECT portfolio_id, event_number, CASE side WHEN 'BUY' THEN 'MARKET' ELSE 'HOLDING' END,
    CASE side WHEN 'BUY' THEN 'HOLDING' ELSE 'MARKET' END, 'ASSET', symbol, quantity, ended_at
FROM transaction
WHERE ending = 'FILLED'
UNION ALL
SELECT portfolio_id, event_number, 'CASH', 'FEES', 'CURRENCY', currency, fee, ended_at
FROM transaction JOIN portfolio USING (portfolio_id)
WHERE fee > 0;

-- What the writer knows and does not find ends its transaction.
CREATE FUNCTION require_rows(written BIGINT, wanted BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    IF written <> wanted THEN
        RAISE EXCEPTION 'the journal has % of % rows that the market knows', written, wanted;
    END IF;
END $$;

-- The updates that orders were cleared at; a value's seen time is its update's.
CREATE TABLE market_update (
    update_number BIGINT PRIMARY KEY CHECK (update_number > 0),
    last_order    BIGINT NOT NULL CHECK (last_order >= 0),
    seen_at       TIMESTAMPTZ(3) NOT NULL,
    cleared_at    TIMESTAMPTZ(3)
);
ALTER TABLE asset_value ADD COLUMN update_number BIGINT;

-- The number of the last order, and of the last batch of the one writer, which the next has to follow.
CREATE TABLE last_order (
    only_row     BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    order_number BIGINT NOT NULL CHECK (order_number >= 0),
    batch_number BIGINT NOT NULL DEFAULT 0
) WITH (fillfactor = 10);
INSERT INTO last_order (order_number) SELECT coalesce(max(order_number), 0) FROM numbered;

DROP TABLE settlement;
DROP TABLE queued_transaction;
DROP TABLE old_transaction;
DROP TABLE ledger_entry;
DROP TABLE old_holding;
DROP TABLE balance;
DROP FUNCTION refuse_unbalanced_postings();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transaction
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

DO $$
DECLARE
    money TEXT;
BEGIN
    FOREACH money IN ARRAY ARRAY['portfolio', 'holding', 'open_order', 'transaction', 'market_update', 'last_order']
    LOOP
        EXECUTE format('CREATE TRIGGER one_writer BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT WHEN (current_setting(''papertrader.pooled'', TRUE) = ''on'')
            EXECUTE FUNCTION refuse_pooled_write()', money);
    END LOOP;
END $$;
