-- Dates of an asset's market of which a provider was asked, whatever it answered: it is not asked for them again, or not before a
-- time.
CREATE TABLE past_asked (
    symbol     VARCHAR(24) NOT NULL,
    resolution TEXT NOT NULL CHECK (resolution IN ('MINUTE', 'DAY')),
    first_day  DATE NOT NULL,
    last_day   DATE NOT NULL CHECK (last_day >= first_day),
    source     TEXT NOT NULL,
    -- NULL where the answer is final.
    again_at   TIMESTAMPTZ(3),
    PRIMARY KEY (symbol, resolution, first_day, last_day)
);

-- Splits of the past that providers know of, beside those that the market carried out. They change nobody's holdings, only how
-- values before them are shown.
CREATE TABLE past_split (
    symbol     VARCHAR(24) NOT NULL,
    ex_date    DATE NOT NULL,
    new_shares BIGINT NOT NULL CHECK (new_shares > 0),
    old_shares BIGINT NOT NULL CHECK (old_shares > 0),
    source     TEXT NOT NULL,
    PRIMARY KEY (symbol, ex_date)
);
