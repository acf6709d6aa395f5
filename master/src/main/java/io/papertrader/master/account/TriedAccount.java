package io.papertrader.master.account;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.Owner;
import java.util.Optional;

/**
 * An account as it is known before a password is looked at.
 *
 * @param account empty where there is none of the name that was tried
 * @param session the session that answers for the try, or that has remembered the device from which it comes; empty for
 *     everybody else
 * @param isKnownThere true where the account was logged into from this place lately
 */
record TriedAccount(Optional<AccountId> account, Optional<SessionHash> session, boolean isKnownThere) {
    /** An account that whoever tries is a stranger to. */
    static TriedAccount stranger(Optional<AccountId> account) {
        return new TriedAccount(account, Optional.empty(), false);
    }

    /** The account of a session, in which its owner shows once more that she knows the password. */
    static TriedAccount inSession(Owner owner) {
        return new TriedAccount(Optional.of(owner.account()), Optional.of(owner.deviceSession()), false);
    }

    /** True where the tries of strangers are not held against this one. */
    boolean isKnown() {
        return session.isPresent() || isKnownThere;
    }
}
