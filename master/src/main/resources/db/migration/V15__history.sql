-- History: every update for some days, then a bar of each minute, of each day and of each month. The tables are parted by time, so
-- that what is too old goes at once. Rows whose part is not made yet wait in the part _rest, so that none is ever refused.
ALTER TABLE asset_value RENAME TO old_value;
ALTER TABLE old_value RENAME CONSTRAINT asset_value_pkey TO old_value_pkey;
DROP INDEX asset_value_time;

CREATE TABLE asset_value (
    symbol        VARCHAR(24) NOT NULL,
    value_time    TIMESTAMPTZ(3) NOT NULL,
    open          NUMERIC NOT NULL CHECK (open >= 0),
    high          NUMERIC NOT NULL CHECK (high >= 0),
    low           NUMERIC NOT NULL CHECK (low >= 0),
    close         NUMERIC NOT NULL CHECK (close > 0),
    volume        NUMERIC NOT NULL CHECK (volume >= 0),
    source        TEXT NOT NULL,
    -- 0 where no update brought it.
    update_number BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (symbol, value_time)
) PARTITION BY RANGE (value_time);
CREATE INDEX asset_value_time ON asset_value (value_time);
-- Rows lie in the order of their updates, so that a page of summaries finds those that are not rolled up yet.
CREATE INDEX asset_value_update ON asset_value USING brin (update_number) WITH (pages_per_range = 16, autosummarize = on);
CREATE TABLE asset_value_rest PARTITION OF asset_value DEFAULT;

-- A minute of the updates: its first open, highest high, lowest low, last close, and the volume in it.
CREATE TABLE asset_minute (
    symbol VARCHAR(24) NOT NULL,
    minute TIMESTAMPTZ(0) NOT NULL,
    open   NUMERIC NOT NULL,
    high   NUMERIC NOT NULL,
    low    NUMERIC NOT NULL,
    close  NUMERIC NOT NULL,
    volume NUMERIC NOT NULL,
    PRIMARY KEY (symbol, minute)
) PARTITION BY RANGE (minute);
CREATE TABLE asset_minute_rest PARTITION OF asset_minute DEFAULT;

-- A day of the asset's market, up to the value at its close time.
CREATE TABLE asset_day (
    symbol        VARCHAR(24) NOT NULL,
    day           DATE NOT NULL,
    open          NUMERIC NOT NULL CHECK (open >= 0),
    high          NUMERIC NOT NULL CHECK (high >= 0),
    low           NUMERIC NOT NULL CHECK (low >= 0),
    close         NUMERIC NOT NULL CHECK (close > 0),
    volume        NUMERIC NOT NULL CHECK (volume >= 0),
    close_time    TIMESTAMPTZ(3) NOT NULL,
    source        TEXT NOT NULL,
    -- The update that brought the close; 0 where none did.
    update_number BIGINT NOT NULL,
    PRIMARY KEY (symbol, day)
) PARTITION BY RANGE (day);
CREATE TABLE asset_day_rest PARTITION OF asset_day DEFAULT;

-- A month of the days; these stay.
CREATE TABLE asset_month (
    symbol VARCHAR(24) NOT NULL,
    month  DATE NOT NULL,
    open   NUMERIC NOT NULL,
    high   NUMERIC NOT NULL,
    low    NUMERIC NOT NULL,
    close  NUMERIC NOT NULL,
    volume NUMERIC NOT NULL,
    PRIMARY KEY (symbol, month)
);

-- The last update whose values are in the minutes and days.
CREATE TABLE rolled_up (
    only_row      BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    update_number BIGINT NOT NULL
);
INSERT INTO rolled_up (update_number) VALUES (-1);

-- Months before this date are those of the days.
CREATE TABLE rolled_month (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    before   DATE NOT NULL
);
INSERT INTO rolled_month (before) VALUES ('-infinity');

CREATE TRIGGER one_writer BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON asset_value
    FOR EACH STATEMENT WHEN (current_setting('papertrader.pooled', TRUE) = 'on')
    EXECUTE FUNCTION refuse_pooled_write();

-- Parts belong to the owner of the tables, whoever asks for them; who may not delete rows may not ask. Neither waits long for
-- readers, and so holds nobody up: it is asked again.
CREATE FUNCTION check_history_keeper(of_table TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    IF of_table NOT IN ('asset_value', 'asset_minute', 'asset_day')
        OR NOT has_table_privilege(session_user, format('%I.%I', current_schema(), of_table), 'DELETE') THEN
        RAISE EXCEPTION '% may not keep the history %', session_user, of_table USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

CREATE FUNCTION make_history_part(of_table TEXT, begins DATE, ends DATE) RETURNS VOID
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '200ms' AS $$
DECLARE
    home TEXT := current_schema();
    part TEXT := of_table || to_char(begins, '"_"YYYYMMDD');
    parted_by TEXT := CASE of_table WHEN 'asset_value' THEN 'value_time' WHEN 'asset_minute' THEN 'minute' ELSE 'day' END;
    since TEXT := begins || ' 00:00:00+00';
    until TEXT := ends || ' 00:00:00+00';
BEGIN
    PERFORM check_history_keeper(of_table);
    IF to_regclass(format('%I.%I', home, part)) IS NULL THEN
        EXECUTE format('LOCK TABLE %I.%I IN ACCESS EXCLUSIVE MODE', home, of_table || '_rest');
        EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%I INCLUDING ALL)', home, part, home, of_table);
        EXECUTE format(
            'WITH moved AS (DELETE FROM %I.%I WHERE %3$I >= %4$L AND %3$I < %5$L RETURNING *) INSERT INTO %1$I.%6$I SELECT * FROM moved',
            home, of_table || '_rest', parted_by, since, until, part);
        EXECUTE format('ALTER TABLE %I.%I ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)', home, of_table, home, part, since, until);
    END IF;
END $$;

-- Dates of rows whose part is not made yet.
CREATE FUNCTION waiting_history() RETURNS TABLE (of_table TEXT, day DATE)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM check_history_keeper('asset_value');
    RETURN QUERY
        SELECT DISTINCT 'asset_value', (value_time AT TIME ZONE 'UTC')::DATE FROM asset_value_rest
        UNION ALL
        SELECT DISTINCT 'asset_minute', (minute AT TIME ZONE 'UTC')::DATE FROM asset_minute_rest
        UNION ALL
        SELECT DISTINCT 'asset_day', asset_day_rest.day FROM asset_day_rest;
END $$;

-- True where it went: what is not rolled up yet stays.
CREATE FUNCTION drop_history_part(of_table TEXT, begins DATE, ends DATE) RETURNS BOOLEAN
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET lock_timeout = '200ms' AS $$
DECLARE
    home TEXT := current_schema();
    part TEXT := of_table || to_char(begins, '"_"YYYYMMDD');
    is_needed BOOLEAN := FALSE;
BEGIN
    PERFORM check_history_keeper(of_table);
    IF of_table = 'asset_value' THEN
        EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I WHERE update_number > (SELECT update_number FROM rolled_up))', home, part)
            INTO is_needed;
    ELSIF of_table = 'asset_day' THEN
        is_needed := ends > (SELECT before FROM rolled_month);
    END IF;
    IF NOT is_needed THEN
        EXECUTE format('DROP TABLE %I.%I', home, part);
    END IF;
    RETURN NOT is_needed;
END $$;

-- Before this, each market's days lay within one day of UTC. A day with a single row is that row.
CREATE TEMPORARY TABLE carried ON COMMIT DROP AS
    SELECT *, (value_time AT TIME ZONE 'UTC')::DATE AS day,
        count(*) OVER (PARTITION BY symbol, (value_time AT TIME ZONE 'UTC')::DATE) > 1
            OR value_time > (SELECT max(value_time) - INTERVAL '7 days' FROM old_value) AS is_update
    FROM old_value;

DO $$
DECLARE
    begin_date DATE;
BEGIN
    FOR begin_date IN SELECT DISTINCT date_trunc('week', day::TIMESTAMP)::DATE FROM carried WHERE is_update
    LOOP
        PERFORM make_history_part('asset_value', begin_date, begin_date + 7);
    END LOOP;
    FOR begin_date IN SELECT DISTINCT date_trunc('year', day::TIMESTAMP)::DATE FROM carried
    LOOP
        PERFORM make_history_part('asset_day', begin_date, (begin_date + INTERVAL '1 year')::DATE);
    END LOOP;
END $$;

INSERT INTO asset_value (symbol, value_time, open, high, low, close, volume, source, update_number)
SELECT symbol, value_time, open, high, low, close, volume, source, coalesce(update_number, 0)
FROM carried
WHERE is_update
ORDER BY update_number NULLS FIRST;

INSERT INTO asset_day (symbol, day, open, high, low, close, volume, close_time, source, update_number)
SELECT symbol, day, (array_agg(open ORDER BY value_time))[1], max(high), min(low),
    (array_agg(close ORDER BY value_time DESC))[1], max(volume), max(value_time),
    (array_agg(source ORDER BY value_time DESC))[1], coalesce((array_agg(update_number ORDER BY value_time DESC))[1], 0)
FROM carried
GROUP BY symbol, day;

DROP TABLE old_value;
DROP TABLE thinned;
