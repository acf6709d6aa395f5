package io.papertrader.worker.limits;

import java.util.List;
import java.util.Optional;

/** The verdict on what a stranger asks the master. */
public sealed interface Try {
    /** It is nothing that is counted. */
    record Free() implements Try {}

    /**
     * It was counted.
     *
     * @param account the account and its address, where a password is tried, or set by a token
     */
    record Counted(List<Count> counts, Optional<String> account) implements Try {}

    /** It has to wait, for this reason. */
    record Refused(String reason) implements Try {}

    /** One bucket that a try was taken from. */
    record Count(Kind kind, String who) {}

    /** The buckets. */
    enum Kind {
        LOGIN,
        LOGIN_BY_ADDRESS,
        REGISTRATION,
        RESET,
        EXTERNAL_LOGIN
    }
}
