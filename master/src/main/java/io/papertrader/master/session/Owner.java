package io.papertrader.master.session;

import io.papertrader.codec.message.UserName;
import java.time.Instant;

/** Whose an active session is, and until when. */
public record Owner(AccountId account, UserName userName, Instant expiry) {}
