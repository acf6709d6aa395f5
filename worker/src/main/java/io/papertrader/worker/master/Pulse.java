package io.papertrader.worker.master;

import java.time.Duration;

/**
 * The master's pulse: it beats while the master answers. Pushes are no answer: a master that pushes and answers nothing
 * is of no use. Counted in looks at even intervals and not in time, for a worker that stood still itself has heard
 * nothing meanwhile; belongs to the link's event loop.
 */
final class Pulse {
    private static final int QUESTIONS_TO_LOSS = 3;

    private final long looksToLoss;
    private final long looksToQuestion;
    private final long leastNanos;
    private long lastLook;
    private long looks;
    private long silentLooks;
    private int heartbeatsToForgive;
    private volatile boolean heard;
    private volatile boolean leaving;

    /**
     * A link is lost after so long a silence, looked at as often as this; it is asked something three times in that
     * time.
     */
    Pulse(Duration silence, Duration interval) {
        this.looksToLoss = Math.max(QUESTIONS_TO_LOSS, silence.dividedBy(interval));
        this.looksToQuestion = looksToLoss / QUESTIONS_TO_LOSS;
        this.leastNanos = interval.toNanos() / 2;
    }

    /** A new link, on which nothing has been answered yet. */
    void begin() {
        looks = 0;
        silentLooks = 0;
        heard = false;
        leaving = false;
    }

    /** The link is gone. */
    void end() {
        heard = false;
    }

    /** The master has answered something. */
    void answered() {
        silentLooks = 0;
        heard = true;
    }

    /**
     * The master has answered a heartbeat. After three, a request that was left counts no more: perhaps nobody asks
     * another.
     */
    void beaten() {
        if (leaving && --heartbeatsToForgive <= 0) {
            leaving = false;
        }
    }

    /** A client's request was answered. */
    void served() {
        leaving = false;
    }

    /** A client's request was left without an answer until it was given up. */
    void left() {
        leaving = true;
        heartbeatsToForgive = QUESTIONS_TO_LOSS;
    }

    /**
     * Looks once more; true where the master has to be asked something. Looks that come in one heap are one: they are
     * made up for after a standstill, before what has come meanwhile is read.
     */
    boolean look(long nanos) {
        if (looks > 0 && nanos - lastLook < leastNanos) {
            return false;
        }
        lastLook = nanos;
        silentLooks++;
        if (silentLooks > 2 * looksToQuestion) {
            heard = false;
        }
        return looks++ % looksToQuestion == 0;
    }

    boolean isLost() {
        return silentLooks > looksToLoss;
    }

    /**
     * True where requests are answered: something was not more than two questions ago, and no client's request was left
     * without an answer since the last that had one, or lately. For all threads.
     */
    boolean isBeating() {
        return heard && !leaving;
    }
}
