-- Whether the market takes orders; no row where it has always been open.
CREATE TABLE trading (
    only_row    BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    state       TEXT NOT NULL CHECK (state IN ('OPEN', 'HALTED', 'CLOSED')),
    since       TIMESTAMPTZ(3) NOT NULL,
    -- Milliseconds for which the market's clock had stood before it opened.
    stood       BIGINT NOT NULL CHECK (stood >= 0),
    -- The last update with values before it closed.
    last_update BIGINT NOT NULL CHECK (last_update >= 0),
    reason      TEXT NOT NULL
);
CREATE TRIGGER one_writer BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON trading
    FOR EACH STATEMENT WHEN (current_setting('papertrader.pooled', TRUE) = 'on')
    EXECUTE FUNCTION refuse_pooled_write();

-- The time up to which the history has no more than the last row of each day.
CREATE TABLE thinned (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    up_to    TIMESTAMPTZ(3) NOT NULL
);
