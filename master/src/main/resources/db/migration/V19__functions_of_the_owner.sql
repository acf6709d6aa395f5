-- A function that works with its owner's rights looks into the temporary tables of whoever calls it last of all: they could else
-- stand in for tables of the same name, and call functions of their own as the owner. Where it is not named, it comes first.
DO $$
DECLARE
    of_owner REGPROCEDURE;
BEGIN
    FOR of_owner IN SELECT oid FROM pg_proc WHERE prosecdef AND pronamespace = current_schema()::REGNAMESPACE
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', of_owner, current_schema());
    END LOOP;
END $$;
