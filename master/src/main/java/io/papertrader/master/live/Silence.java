package io.papertrader.master.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The silence of a provider about one asset: the answers in a row that left it out. The asset is left to others after
 * several of them, and the provider's again when it has told of it for some time.
 *
 * @param times the number of these answers
 * @param last the time of the latest of them
 * @param toldSince the time since which the provider tells of the asset again
 */
record Silence(String why, int times, Instant last, Optional<Instant> toldSince) {
    static final Duration SHORTEST_REST = Duration.ofMinutes(1);
    static final Duration LONGEST_REST = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 6;

    /** Another answer, or more of them at once, without the asset. */
    static Silence after(Optional<Silence> before, String why, int atLeast, Instant now) {
        int times = Math.max(atLeast, before.map(Silence::times).orElse(0) + 1);
        return new Silence(why, times, now, Optional.empty());
    }

    /** An answer with the asset. */
    Silence told(Instant now) {
        return new Silence(why, times, last, toldSince.or(() -> Optional.of(now)));
    }

    /** True where the provider has told of the asset again for so long. */
    boolean isOver(Instant now, Duration returnAfter) {
        return toldSince.filter(start -> !now.isBefore(start.plus(returnAfter))).isPresent();
    }

    /** True where the asset is left to others. */
    boolean isLeft(int leaveAfter) {
        return times >= leaveAfter;
    }

    /** True where the provider is not asked for the asset in another's place, in pauses that grow. */
    boolean rests(int leaveAfter, Instant now) {
        return isLeft(leaveAfter) && toldSince.isEmpty() && now.isBefore(last.plus(rest(times - leaveAfter)));
    }

    private static Duration rest(int doublings) {
        Duration rest = SHORTEST_REST.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
