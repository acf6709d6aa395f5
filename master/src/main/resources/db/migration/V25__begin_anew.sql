-- The day on which the operator let the replay begin anew; no row where it goes as the settings say.
CREATE TABLE replay_start (
    only_row    BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    first       DATE NOT NULL,
    -- The number of times that it began anew.
    round       BIGINT NOT NULL CHECK (round > 0),
    -- Corporate actions up to this one are of the rounds before.
    last_action BIGINT NOT NULL CHECK (last_action >= 0)
);

-- Forgets all values of the past. Whoever rolls up holds the marks first; whoever reads long is not waited for: it is asked again.
CREATE FUNCTION forget_values() RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '1s' AS $$
BEGIN
    PERFORM check_history_keeper('asset_value');
    UPDATE rolled_up SET update_number = coalesce((SELECT max(update_number) FROM market_update), -1);
    UPDATE rolled_month SET before = '-infinity', kept_from = '-infinity', changes = changes + 1;
    TRUNCATE asset_value, asset_minute, asset_day, asset_month;
END $$;

-- Fails where they cannot be forgotten now; changes nothing.
CREATE FUNCTION try_to_forget_values() RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '1s' AS $$
BEGIN
    PERFORM check_history_keeper('asset_value');
    LOCK TABLE asset_value, asset_minute, asset_day, asset_month IN ACCESS EXCLUSIVE MODE;
END $$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION forget_values() SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION try_to_forget_values() SET search_path = %I, pg_temp', current_schema());
END $$;
