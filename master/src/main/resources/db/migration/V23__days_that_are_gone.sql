-- Days before this date are gone, and their months stay as they are: what comes of such days is not all of a month.
ALTER TABLE rolled_month ADD COLUMN kept_from DATE NOT NULL DEFAULT '-infinity';

-- True where it went: what is not rolled up yet stays.
CREATE OR REPLACE FUNCTION drop_history_part(of_table TEXT, begins DATE, ends DATE) RETURNS BOOLEAN
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
        IF of_table = 'asset_day' THEN
            UPDATE rolled_month SET kept_from = greatest(kept_from, ends);
        END IF;
    END IF;
    RETURN NOT is_needed;
END $$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION drop_history_part(TEXT, DATE, DATE) SET search_path = %I, pg_temp', current_schema());
END $$;
