-- Portfolios that could not be read when a corporate action came to them: each has its part when it can be read, before anything
-- else happens to it. What is missed and has no part is still to come.
CREATE TABLE missed_part (
    portfolio_id  BIGINT NOT NULL,
    action_number BIGINT NOT NULL,
    missed_at     TIMESTAMPTZ(3) NOT NULL,
    PRIMARY KEY (portfolio_id, action_number)
);
-- An action goes on behind the last portfolio that has missed it, too.
CREATE INDEX missed_part_reached ON missed_part (action_number, portfolio_id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON missed_part
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit();
CREATE TRIGGER one_writer BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON missed_part
    FOR EACH STATEMENT WHEN (current_setting('papertrader.pooled', TRUE) = 'on') EXECUTE FUNCTION refuse_pooled_write();

-- One that missed an action may turn out to hold nothing of it.
ALTER TABLE action_part DROP CONSTRAINT action_part_held_check;
ALTER TABLE action_part ADD CONSTRAINT action_part_held_check CHECK (held >= 0);
