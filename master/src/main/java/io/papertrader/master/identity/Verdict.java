package io.papertrader.master.identity;

/** The verdict on a token. */
sealed interface Verdict {
    /** It is genuine, and for this network. */
    record Accepted(Identity identity) implements Verdict {}

    /** It is not, and nothing will change that. */
    record Refused(TokenFault fault) implements Verdict {}

    /** None of the issuer's keys that are known has signed it; a new one may have. */
    record UnknownKey() implements Verdict {}
}
