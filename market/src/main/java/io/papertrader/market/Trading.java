package io.papertrader.market;

import java.time.Duration;
import java.time.Instant;

/**
 * The state of the market's trading, which decides if orders are taken and if values grow old.
 *
 * <pre>
 *   Open --halt--> Halted           the market's clock stands: orders are taken and wait, no value grows old
 *   Open, Halted --close--> Closed  there will be no more values: orders are refused, and those
 *                                  that wait end with the next update
 *   Halted, Closed --open--> Open   values go on
 * </pre>
 */
public sealed interface Trading {
    /** The time at which it became so, on the owner's clock. */
    Instant since();

    /** Values go on. */
    Trading open(Instant at);

    /** The market's clock stands from now on. */
    default Trading halt(Instant at) {
        return this;
    }

    /** There will be no more values behind this update. */
    default Trading close(Instant at, long lastUpdate, String reason) {
        return new Closed(at, lastUpdate, reason);
    }

    /** True where orders that still wait end with this update. */
    default boolean endsWith(long update) {
        return false;
    }

    /** The time from which on a value that was seen then has grown old. */
    Instant ageFrom(Instant seenAt);

    /** The time up to which a value has grown old by now. */
    default Instant ageTo(Instant now) {
        return now;
    }

    /**
     * Orders are taken, and values grow old.
     *
     * @param stood the time for which the market's clock had stood before
     */
    record Open(Instant since, Duration stood) implements Trading {
        /** A market that has always been open. */
        public static final Open ALWAYS = new Open(Instant.EPOCH, Duration.ZERO);

        @Override
        public Trading open(Instant at) {
            return this;
        }

        @Override
        public Trading halt(Instant at) {
            return new Halted(at);
        }

        @Override
        public Instant ageFrom(Instant seenAt) {
            Instant moved = seenAt.isBefore(since) ? seenAt.plus(stood) : seenAt;
            return seenAt.isBefore(since) && moved.isAfter(since) ? since : moved;
        }
    }

    /** Orders are taken, and values do not grow old. */
    record Halted(Instant since) implements Trading {
        @Override
        public Trading open(Instant at) {
            return new Open(at, Duration.between(since, at));
        }

        @Override
        public Instant ageFrom(Instant seenAt) {
            return seenAt;
        }

        @Override
        public Instant ageTo(Instant now) {
            return since;
        }
    }

    /**
     * Orders are refused.
     *
     * @param lastUpdate the last one with values; what is open behind it ends with the next
     * @param reason for people, and what they can do
     */
    record Closed(Instant since, long lastUpdate, String reason) implements Trading {
        @Override
        public Trading open(Instant at) {
            return new Open(at, Duration.ZERO);
        }

        @Override
        public Trading close(Instant at, long update, String why) {
            return this;
        }

        @Override
        public boolean endsWith(long update) {
            return update > lastUpdate;
        }

        @Override
        public Instant ageFrom(Instant seenAt) {
            return seenAt;
        }
    }
}
