-- What a portfolio began with is part of the ledger. Its cash and its number of endings follow from its transactions; the rest
-- stays as it was appended.
CREATE TRIGGER append_only
    BEFORE UPDATE OF portfolio_id, account_id, currency, opening_cash, opened_at OR DELETE OR TRUNCATE ON portfolio
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
