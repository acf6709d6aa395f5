-- Counts what happened to days, so that months that are rolled up at the same time notice days that they have not seen.
ALTER TABLE rolled_month ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;
