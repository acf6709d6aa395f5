package io.papertrader.master.leadership;

/**
 * This process's standing towards the lock.
 *
 * <pre>
 *                  somebody has it
 *   Outside ------------------------> StandingBy
 *      |    <------------------------     |
 *      |      the database is away        |
 *      | the lock is free                 | the lock is free
 *      +--------------> Leading <---------+
 *                          |
 *                          | first sign that it is not held, or given back
 *                          v
 *                         Over
 * </pre>
 */
sealed interface Standing {
    /** Has not heard of the lock yet. */
    record Outside() implements Standing {}

    /** Waits for another process's lock. */
    record StandingBy(LeadConnection connection) implements Standing {}

    /** Holds the lock, on this connection. */
    record Leading(LeadConnection connection, long epoch, Turns turns) implements Standing {}

    /** Neither leads nor tries to, whatever is still on its way. */
    record Over() implements Standing {}
}
