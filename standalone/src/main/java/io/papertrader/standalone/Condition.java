package io.papertrader.standalone;

import java.time.Duration;

/**
 * The condition of a part of the network. Times are those of {@link System#nanoTime}.
 *
 * <pre>
 *     Up --ends--> Down --its pause is over: started--> Returning --ready--> Up
 *                   ^                                       |
 *                   +----------------- ends ----------------+
 * </pre>
 *
 * A part that ends again soon after it was started waits twice as long each time; one that stayed begins with the
 * shortest pause.
 */
sealed interface Condition {

    Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** A part that runs for so long counts as one that stays. */
    Duration STEADY = Duration.ofMinutes(1);

    /** It does its work. */
    record Up(long since, int failures) implements Condition {
        Down end(long now) {
            return Down.from(since, failures, now);
        }
    }

    /** It has ended, and is started again at a certain time. */
    record Down(long until, Duration pause, int failures) implements Condition {
        static Down from(long since, int failuresBefore, long now) {
            int failures = now - since >= STEADY.toNanos() ? 1 : failuresBefore + 1;
            Duration pause = SHORTEST_PAUSE;
            for (int i = 1; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
                pause = pause.multipliedBy(2);
            }
            Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            return new Down(now + bounded.toNanos(), bounded, failures);
        }

        boolean isOver(long now) {
            return now - until >= 0;
        }

        Returning start(long now) {
            return new Returning(now, failures);
        }

        /** It could not even be started. */
        Down fail(long now) {
            return from(now, failures, now);
        }
    }

    /** It was started, and is not ready yet. */
    record Returning(long since, int failures) implements Condition {
        Up arrive() {
            return new Up(since, failures);
        }

        Down end(long now) {
            return Down.from(since, failures, now);
        }
    }
}
