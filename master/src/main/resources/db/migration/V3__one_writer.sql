-- Money, and the values that it is settled at, are written over the one connection that holds the master's lock. Sessions of
-- the master's pool say of themselves that they are of it, and cannot.
CREATE FUNCTION refuse_pooled_write() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is written only over the connection that holds the lock of the master', TG_TABLE_NAME;
END $$;

DO $$
DECLARE
    money TEXT;
BEGIN
    FOREACH money IN ARRAY ARRAY['master_epoch', 'asset_value', 'balance', 'holding', 'transaction', 'queued_transaction',
        'settlement', 'ledger_entry']
    LOOP
        EXECUTE format('CREATE TRIGGER one_writer BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT WHEN (current_setting(''papertrader.pooled'', TRUE) = ''on'')
            EXECUTE FUNCTION refuse_pooled_write()', money);
    END LOOP;
END $$;
