-- The day of the first bar that a provider gave of an asset when it was asked for earlier days too: it has none before.
CREATE TABLE past_begin (
    symbol    VARCHAR(24) NOT NULL,
    source    TEXT NOT NULL,
    first_day DATE NOT NULL,
    PRIMARY KEY (symbol, source)
);
