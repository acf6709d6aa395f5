-- Corporate actions that operators announced; one that was carried out stands in corporate_action under the same id.
CREATE TABLE announced_action (
    action_id    VARCHAR(80) PRIMARY KEY,
    symbol       VARCHAR(24) NOT NULL,
    ex_date      DATE NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('SPLIT', 'DIVIDEND', 'RENAMING', 'DELISTING')),
    new_shares   BIGINT CHECK (new_shares > 0 AND (new_shares IS NOT NULL) = (kind = 'SPLIT')),
    old_shares   BIGINT CHECK (old_shares > 0 AND (old_shares IS NOT NULL) = (kind = 'SPLIT')),
    new_symbol   VARCHAR(24) CHECK ((new_symbol IS NOT NULL) = (kind = 'RENAMING')),
    per_share    NUMERIC CHECK (per_share >= 0 AND (kind <> 'DIVIDEND' OR per_share IS NOT NULL)),
    announced_at TIMESTAMPTZ(3) NOT NULL,
    -- Why the market did not carry it out when its day came.
    refusal      TEXT
);

-- Series of an asset ask for its splits.
CREATE INDEX corporate_action_split ON corporate_action (symbol, ex_date) WHERE kind = 'SPLIT';
