package io.papertrader.master.session;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import java.time.Instant;

/**
 * The owner of an active session, and the time until which it is active.
 *
 * @param session the hash of its id
 * @param begunFrom the address that it was logged in from, where that is known
 * @param deviceSession the session that has remembered the device that this one is on; itself where that is no other
 */
public record Owner(
        SessionHash session,
        AccountId account,
        UserName userName,
        Instant expiry,
        ClientAddress begunFrom,
        SessionHash deviceSession) {}
