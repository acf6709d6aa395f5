package io.papertrader.master.leadership;

/**
 * What this process is to the lock.
 *
 * <pre>
 *                  somebody has it
 *   Outside ------------------------> StandingBy
 *      |                                  |
 *      | the lock is free                 | the lock is free
 *      +--------------> Leading <---------+
 *                          |
 *                          | first sign that it is not held, or given back
 *                          v
 *                       Outside
 * </pre>
 */
sealed interface Standing {
    /** Has not tried yet, or is done. */
    record Outside() implements Standing {}

    /** Waits for another process's lock. */
    record StandingBy(LeadConnection connection) implements Standing {}

    /** Holds the lock, on this connection. */
    record Leading(LeadConnection connection, long epoch, Turns turns) implements Standing {}
}
