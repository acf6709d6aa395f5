package io.papertrader.master.account;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.session.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A user's account (specification 2.4.1).
 *
 * @param email absent where an operator has made it without one
 * @param passHash absent where the account has no password
 * @param isPublic true where others may ask for its profile, portfolio and history
 * @param hasPortfolio false where the master ended between the account's registration and the opening of its portfolio
 */
public record Account(
        AccountId id,
        UserName userName,
        Optional<Email> email,
        Optional<PassHash> passHash,
        Instant memberSince,
        boolean isEnabled,
        boolean isPublic,
        boolean hasPortfolio) {
    /** True where it can be logged into with a password. */
    public boolean isPassword() {
        return passHash.isPresent();
    }
}
