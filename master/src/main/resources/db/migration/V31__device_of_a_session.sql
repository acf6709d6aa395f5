-- A session that began on a device names the one that has remembered this device, where that is another: who ends any of
-- a device's sessions, as of a phone that was lost, has the account forget the device.
ALTER TABLE session ADD COLUMN device_session BYTEA CHECK (length(device_session) = 32);
