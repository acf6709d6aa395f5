package io.papertrader.master.account;

import io.papertrader.codec.message.UserName;

/** The names of accounts that were deleted, which nobody may have. */
public final class DeletedNames {
    /** The beginning of every such name; what follows is random. */
    static final String PREFIX = "deleted.";

    private DeletedNames() {}

    /** True where the name looks like one of them, though no account may have it. */
    public static boolean isReserved(UserName userName) {
        return userName.key().startsWith(PREFIX);
    }
}
