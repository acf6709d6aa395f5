-- The kind of market whose values the database holds: a replay's are true on a clock of the past, so one cannot go on as the other.
CREATE TABLE market_kind (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    kind     TEXT NOT NULL CHECK (kind IN ('REPLAY', 'LIVE'))
);

-- Before this there was the replay alone.
INSERT INTO market_kind (kind) SELECT 'REPLAY' WHERE EXISTS (SELECT FROM asset_value);
