-- The speed of a replay that the operator has chosen; no row where it is the setting's.
CREATE TABLE replay_speed (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    speed    TEXT NOT NULL CHECK (speed IN ('POINT', 'DAY', 'MINUTE'))
);
