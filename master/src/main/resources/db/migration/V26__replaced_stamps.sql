-- The operator asks for the orders of a worker whose timestamps were too far from the master's clock. There are few.
CREATE INDEX open_order_replaced_stamp ON open_order (worker_uuid, placed_at) WHERE replaced_stamp IS NOT NULL;
CREATE INDEX transaction_replaced_stamp ON transaction (worker_uuid, placed_at) WHERE replaced_stamp IS NOT NULL;
