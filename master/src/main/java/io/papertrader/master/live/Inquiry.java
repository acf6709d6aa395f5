package io.papertrader.master.live;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The questions to one provider for its corporate actions: now and then where it answers, soon again where it does not,
 * and back to the day of which it told last. For any thread.
 */
final class Inquiry {
    /** The days that the master may have been away. */
    private static final int DAYS_BEHIND = 7;

    private static final Duration USUAL_PAUSE = Duration.ofHours(3);
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private Optional<LocalDate> told = Optional.empty();
    private Duration pause = SHORTEST_PAUSE;
    private Instant next = Instant.MIN;
    private boolean isUnderWay;

    /** True where it is time for a question, which is under way from then on. */
    synchronized boolean begins(Instant now) {
        boolean isTime = !isUnderWay && !now.isBefore(next);
        isUnderWay |= isTime;
        return isTime;
    }

    /** True where no question is under way; then one is, whether it is time for it or not. */
    synchronized boolean beginsAnew() {
        boolean begins = !isUnderWay;
        isUnderWay = true;
        return begins;
    }

    /** The first ex-date to ask for: the day before the last answer, since what is announced late is of that day. */
    synchronized LocalDate from(LocalDate today) {
        LocalDate first = today.minusDays(DAYS_BEHIND);
        return told.map(day -> day.minusDays(1)).filter(first::isBefore).orElse(first);
    }

    synchronized boolean isAnswered() {
        return told.isPresent();
    }

    /** True where it was answered on that day or a later one. */
    synchronized boolean isAnsweredOn(LocalDate day) {
        return told.filter(answer -> !answer.isBefore(day)).isPresent();
    }

    synchronized void answered(LocalDate today, Instant now) {
        told = Optional.of(today);
        pause = SHORTEST_PAUSE;
        isUnderWay = false;
        next = now.plus(USUAL_PAUSE);
    }

    synchronized void failed(Instant now) {
        isUnderWay = false;
        next = now.plus(pause);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
