package io.papertrader.master.session;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.UserName;
import java.time.Instant;

/**
 * Whose an active session is, and until when.
 *
 * @param begunFrom where it was logged in from, where that is known
 */
public record Owner(AccountId account, UserName userName, Instant expiry, ClientAddress begunFrom) {}
