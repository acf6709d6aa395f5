-- A session that began on a device, or has named its secret, names the session that has remembered this device, which
-- may be itself: who ends any of a device's sessions, as of a phone that was lost, has the account forget the device.
-- Where it names none, it is itself the one that remembers.
ALTER TABLE session ADD COLUMN device_session BYTEA CHECK (length(device_session) = 32);
