-- Corporate actions: what companies decided about all shares of an asset, announced once, and the part of each portfolio.
CREATE TABLE corporate_action (
    action_number BIGINT PRIMARY KEY CHECK (action_number > 0),
    -- The name by which it is carried out once.
    action_id     VARCHAR(80) NOT NULL UNIQUE,
    symbol        VARCHAR(24) NOT NULL,
    ex_date       DATE NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('SPLIT', 'DIVIDEND', 'RENAMING', 'DELISTING')),
    new_shares    BIGINT CHECK (new_shares > 0 AND (new_shares IS NOT NULL) = (kind = 'SPLIT')),
    old_shares    BIGINT CHECK (old_shares > 0 AND (old_shares IS NOT NULL) = (kind = 'SPLIT')),
    new_symbol    VARCHAR(24) CHECK ((new_symbol IS NOT NULL) = (kind = 'RENAMING')),
    -- The dividend or the payout as it was said; none where a delisting pays the last value.
    per_share     NUMERIC CHECK (per_share >= 0 AND (kind <> 'DIVIDEND' OR per_share IS NOT NULL)),
    -- The dividend or the payout, or what a new share was worth by the last value.
    price         NUMERIC NOT NULL CHECK (price >= 0),
    -- The last update before it: fills at later ones are of what it left.
    update_number BIGINT NOT NULL CHECK (update_number >= 0),
    announced_at  TIMESTAMPTZ(3) NOT NULL,
    ended_at      TIMESTAMPTZ(3)
);

CREATE TABLE action_part (
    portfolio_id  BIGINT NOT NULL,
    action_number BIGINT NOT NULL,
    held          NUMERIC NOT NULL CHECK (held > 0),
    taken         NUMERIC NOT NULL CHECK (taken IN (0, held)),
    given         NUMERIC NOT NULL CHECK (given >= 0),
    cash          NUMERIC NOT NULL CHECK (cash >= 0),
    -- Why nothing moved; empty where it did.
    fault         TEXT NOT NULL CHECK (fault = '' OR (taken = 0 AND given = 0 AND cash = 0)),
    taken_at      TIMESTAMPTZ(3) NOT NULL,
    PRIMARY KEY (portfolio_id, action_number)
);
-- An action goes on behind the last portfolio that has had its part.
CREATE INDEX action_part_reached ON action_part (action_number, portfolio_id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON action_part
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();

DO $$
DECLARE
    money TEXT;
BEGIN
    FOREACH money IN ARRAY ARRAY['corporate_action', 'action_part']
    LOOP
        EXECUTE format('CREATE TRIGGER one_writer BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT WHEN (current_setting(''papertrader.pooled'', TRUE) = ''on'')
            EXECUTE FUNCTION refuse_pooled_write()', money);
    END LOOP;
END $$;

-- Double entry, as before, and what corporate actions moved.
CREATE OR REPLACE VIEW transfer AS
SELECT portfolio_id, 0::BIGINT AS event_number, 'OPENING' AS debit, 'CASH' AS credit, 'CURRENCY' AS unit_kind, currency AS unit,
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
WHERE fee > 0
UNION ALL
SELECT portfolio_id, 0, 'HOLDING', 'ISSUER', 'ASSET', symbol, taken, taken_at
FROM action_part JOIN corporate_action USING (action_number)
WHERE taken > 0
UNION ALL
SELECT portfolio_id, 0, 'ISSUER', 'HOLDING', 'ASSET', coalesce(new_symbol, symbol), given, taken_at
FROM action_part JOIN corporate_action USING (action_number)
WHERE given > 0
UNION ALL
SELECT portfolio_id, 0, CASE kind WHEN 'DIVIDEND' THEN 'DIVIDENDS' ELSE 'ISSUER' END, 'CASH', 'CURRENCY', currency, action_part.cash,
    taken_at
FROM action_part JOIN corporate_action USING (action_number) JOIN portfolio USING (portfolio_id)
WHERE action_part.cash > 0;
