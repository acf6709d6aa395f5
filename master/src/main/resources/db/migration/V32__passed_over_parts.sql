-- Portfolios that a corporate action passed over, as no row could be written that they miss it: the action's own row
-- names them, which can be written wherever the action can end.
ALTER TABLE corporate_action ADD COLUMN passed_over BIGINT[] NOT NULL DEFAULT '{}';
CREATE INDEX corporate_action_passed_over ON corporate_action (action_number) WHERE passed_over <> '{}';

-- All that was missed, wherever it is noted; what has no part is still to come.
CREATE VIEW missed AS
SELECT portfolio_id, action_number FROM missed_part
UNION
SELECT passed.portfolio_id, action_number
FROM corporate_action, unnest(passed_over) AS passed (portfolio_id)
WHERE passed_over <> '{}';
