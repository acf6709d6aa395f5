package io.papertrader.node.limits;

import java.time.Duration;

/** Something was tried too often. */
public record TooOften(Duration pause) {
    /** The time of the next try, as the end of a sentence; a part of a second is a second. */
    public String tryAgain() {
        return tryAgainIn(pause);
    }

    /** The time of the next try, as the end of a sentence. */
    public static String tryAgainIn(Duration pause) {
        long seconds = Math.max(1, pause.plusNanos(999_999_999).toSeconds());
        return "try again in " + seconds + (seconds == 1 ? " second" : " seconds");
    }
}
