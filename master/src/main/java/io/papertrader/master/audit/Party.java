package io.papertrader.master.audit;

/** The party that acts, or that an act is about. */
public sealed interface Party {
    /** A user's account, by its number. */
    record Account(long number) implements Party {}

    /** An operator, by name. */
    record Operator(String name) implements Party {}

    /** A worker, by name. */
    record Worker(String name) implements Party {}

    /** The account whose number the act itself gives back as {@code account_id}: for {@link Audit#noting} alone. */
    record Returned() implements Party {}

    /** The master by itself. */
    record Master() implements Party {}

    /**
     * A stranger, or nobody in particular. The name that a stranger gives is not kept: it may be a password typed too
     * early.
     */
    record Nobody() implements Party {}
}
